// The newest packs of a session that the reader may have: they sit in it, and nobody in the pack is themselves.
// `open`: all that it takes in is still covered and signed.
// access: read
// params: session, actor, states
// returns: many (pack, session, asker, reviews, open, seat)
MATCH (reader:Person {id: $actor})-[seat:MEMBER_OF]->(session:Session {id: $session})<-[:OF_SESSION]-(pack:Pack)
WHERE NOT EXISTS { MATCH (pack)-[:TAKES_IN]->(:Review)-[:ABOUT]->(reader) }
OPTIONAL MATCH (asker:Person {id: pack.asker})
RETURN pack {.*} AS pack, session.id AS session, asker {.id, .name, .name_zh} AS asker,
  [(pack)-[:TAKES_IN]->(review:Review) | review.id] AS reviews,
  NOT EXISTS {
    MATCH (pack)-[:TAKES_IN]->(review:Review)
    WHERE NOT review.state IN $states OR NOT EXISTS { MATCH (session)-[:COVERS]->(review) }
  } AS open,
  seat.as AS seat
ORDER BY pack.asked_at DESC, pack.id
LIMIT 5
