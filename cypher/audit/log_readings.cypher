// Appends to the reader's stream that they read some reviews, on a page or by an export; nothing if the stream moved.
// access: write
// params: actor, seq, head, events, last, reviews, on
// returns: one (seq)
MATCH (reader:Person {id: $actor})
SET reader.lock = $last.id
REMOVE reader.lock
WITH reader
WHERE coalesce(reader.seq, 0) = $seq AND coalesce(reader.head, '') = $head
SET reader.seq = $last.seq, reader.head = $last.hash
FOREACH (one IN $events | CREATE (reader)-[:RECORDED]->(event:Event) SET event = one)
WITH reader
CALL (reader) {
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})
  MERGE (reader)-[:READ {on: $on}]->(review)
  RETURN count(*) AS marked
}
RETURN reader.seq AS seq
