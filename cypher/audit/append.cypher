// Appends an event to the actor's own stream, unless that moved since.
// access: write
// params: actor, seq, head, event
// returns: one (seq)
MATCH (person:Person {id: $actor})
SET person.lock = $event.id
REMOVE person.lock
WITH person
WHERE coalesce(person.seq, 0) = $seq AND coalesce(person.head, '') = $head
SET person.seq = $event.seq, person.head = $event.hash
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.seq AS seq
