// Creates a calibration session with the reviews it covers and its members; its first event beside.
// access: write
// params: session, reviews, members, event
// returns: one (created)
// writes: Session id, name_en, name_zh, meets_on, state, seq, head
MERGE (session:Session {id: $session.id})
ON CREATE SET session += $session, session.fresh = true
WITH session, coalesce(session.fresh, false) AS created
REMOVE session.fresh
FOREACH (_ IN CASE WHEN created THEN [1] ELSE [] END |
  CREATE (session)-[:RECORDED]->(event:Event)
  SET event = $event
)
WITH session, created
CALL (session, created) {
  WITH session, created
  WHERE created
  UNWIND $reviews AS covered
  MATCH (review:Review {id: covered})
  MERGE (session)-[:COVERS]->(review)
  RETURN count(*) AS covers
}
CALL (session, created) {
  WITH session, created
  WHERE created
  UNWIND $members AS member
  MATCH (person:Person {id: member.person})
  MERGE (person)-[seat:MEMBER_OF]->(session)
  SET seat.as = member.as
  RETURN count(*) AS seats
}
RETURN created
