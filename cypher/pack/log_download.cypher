// Appends to the reader's stream that they downloaded a pack and so read the reviews in it; nothing if the stream moved,
// the pack is not ready or not open any more, or they may not have it: they sit in its session (not a dissolved one)
// and are not in the pack themselves.
// access: write
// params: pack, actor, states, seq, head, events, last, on
// returns: one (seq)
MATCH (reader:Person {id: $actor})
MATCH (pack:Pack {id: $pack})-[:OF_SESSION]->(session:Session)
SET reader.lock = $last.id, pack.lock = $last.id, session.lock = $last.id
REMOVE reader.lock, pack.lock, session.lock
WITH reader, pack, session
WHERE coalesce(reader.seq, 0) = $seq AND coalesce(reader.head, '') = $head
  AND pack.state = 'ready' AND session.state <> 'dissolved'
  AND EXISTS { MATCH (reader)-[:MEMBER_OF]->(session) }
  AND NOT EXISTS { MATCH (pack)-[:TAKES_IN]->(:Review)-[:ABOUT]->(reader) }
  AND NOT EXISTS {
    MATCH (pack)-[taken:TAKES_IN]->(review:Review)
    WHERE NOT review.state IN $states OR review.revision <> taken.revision
      OR NOT EXISTS { MATCH (session)-[:COVERS]->(review) }
  }
SET reader.seq = $last.seq, reader.head = $last.hash
FOREACH (one IN $events | CREATE (reader)-[:RECORDED]->(event:Event) SET event = one)
WITH reader, pack
CALL (reader, pack) {
  MATCH (pack)-[:TAKES_IN]->(review:Review)
  MERGE (reader)-[:READ {on: $on}]->(review)
  RETURN count(*) AS marked
}
RETURN reader.seq AS seq
