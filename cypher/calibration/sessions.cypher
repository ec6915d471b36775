// The sessions in which the reader sits, the next meeting first.
// access: read
// params: actor, states
// returns: many (session)
MATCH (:Person {id: $actor})-[seat:MEMBER_OF]->(session:Session)
RETURN session {.*, reader_is: seat.as,
  covered: COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state <> 'cancelled' },
  signed: COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state IN $states }} AS session
ORDER BY session.meets_on DESC
