// Appends to the reader's stream that they read a review of somebody else, unless their stream moved since.
// access: write
// params: actor, seq, head, event, review, on
// returns: one (seq)
MATCH (reader:Person {id: $actor})
SET reader.lock = $event.id
REMOVE reader.lock
WITH reader
WHERE coalesce(reader.seq, 0) = $seq AND coalesce(reader.head, '') = $head
MATCH (review:Review {id: $review})
SET reader.seq = $event.seq, reader.head = $event.hash
CREATE (reader)-[:RECORDED]->(event:Event)
SET event = $event
MERGE (reader)-[:READ {on: $on}]->(review)
RETURN reader.seq AS seq
