// Sets somebody's password by their link, which ends, and ends every session; no row where the link has ended, or the
// stream moved.
// access: write
// params: person, digest, now, password_hash, event
// returns: one (session_version)
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH person
WHERE person.password_link = $digest AND person.password_link_until > $now
  AND person.seq = $event.seq - 1 AND person.head = $event.previous
SET person.password_hash = $password_hash, person.session_version = person.session_version + 1,
  person.seq = $event.seq, person.head = $event.hash
REMOVE person.password_link, person.password_link_until
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.session_version AS session_version
