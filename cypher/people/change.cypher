// Sets details of somebody, with the event; a null takes a detail away. Refused if the stream's head has moved; a login
// that is taken is a conflict.
// access: write
// params: person, details, event
// returns: one (id)
// writes: Person login, name, name_zh, email, language, away_until, leaves_on, search, sorted
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH person WHERE person.seq = $event.seq - 1 AND person.head = $event.previous
SET person += $details
SET person.seq = $event.seq, person.head = $event.hash
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.id AS id
