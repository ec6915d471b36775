// One pack, for somebody who sits in its session (not a dissolved one) and is not in the pack themselves; where their
// stream stands beside.
// access: read
// params: pack, actor, states, today
// returns: one (pack, session, about, asker, reviews, open, seat, seq, head, unread)
MATCH (pack:Pack {id: $pack})-[:OF_SESSION]->(session:Session)
MATCH (reader:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE session.state <> 'dissolved' AND NOT EXISTS { MATCH (pack)-[:TAKES_IN]->(:Review)-[:ABOUT]->(reader) }
OPTIONAL MATCH (asker:Person {id: pack.asker})
RETURN pack {.*} AS pack, session.id AS session, session {.name_en, .name_zh, .meets_on} AS about, asker {.id, .name, .name_zh} AS asker,
  [(pack)-[:TAKES_IN]->(review:Review) | review.id] AS reviews,
  NOT EXISTS {
    MATCH (pack)-[taken:TAKES_IN]->(review:Review)
    WHERE NOT review.state IN $states OR review.revision <> taken.revision
      OR NOT EXISTS { MATCH (session)-[:COVERS]->(review) }
  } AS open,
  seat.as AS seat, coalesce(reader.seq, 0) AS seq, coalesce(reader.head, '') AS head,
  COLLECT {
    MATCH (pack)-[:TAKES_IN]->(review:Review)
    WHERE NOT EXISTS { MATCH (reader)-[:READ {on: $today}]->(review) }
    RETURN review {.id, .revision}
    ORDER BY review.id
  } AS unread
