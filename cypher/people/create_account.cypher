// Creates a person with their account and the first event of their stream; an id, sign-in name or email
// address that is taken is a conflict.
// access: write
// params: person, event
// returns: one (id)
// writes: Person id, login, name, name_zh, email, language, time_zone, password_hash, session_version, demo, away_until, search, sorted, email_key,
//   seq, head;
//   Event id, stream, seq, action, actor, on_behalf_of, relied_on, at, body, previous, hash
CREATE (person:Person)
SET person = $person
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.id AS id
