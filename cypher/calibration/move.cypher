// Moves a session along its table and appends its event, unless it moved since it was read. Where that dissolves it, what
// the committee changed and decided becomes history.
// access: write
// params: session, actor, who, today, from, seq, head, to, event, words
// returns: one (state, seq)
MATCH (session:Session {id: $session})
SET session.lock = $event.id
REMOVE session.lock
WITH session
WHERE session.state = $from AND session.seq = $seq AND session.head = $head
  AND (EXISTS { MATCH (:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session) } AND 'facilitator' IN $who
    OR 'hr_admin' IN $who AND EXISTS {
      MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
      WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    })
SET session.state = $to, session.seq = session.seq + 1, session.head = $event.hash,
  session.changes = coalesce(session.changes, 0) + 1
CREATE (session)-[:RECORDED]->(event:Event)
SET event = $event
FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
WITH session
CALL (session) {
  MATCH (session)-[:COVERS]->(review:Review)
  WHERE session.state = 'dissolved'
  WITH session, review
  ORDER BY review.id
  SET review.lock = session.id
  REMOVE review.lock
  WITH session, review
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment)-[:RATES]->(:Rating)<-[:OVERRIDES]-(change:Adjustment {standing: true})
  WHERE EXISTS { (change)-[:DECIDED_IN]->(session) }
  SET change.standing = false
  RETURN count(change) AS changes
}
CALL (session) {
  MATCH (session)<-[:DECIDED_IN]-(decision:Decision {standing: true})
  WHERE session.state = 'dissolved'
  SET decision.standing = false
  RETURN count(decision) AS decisions
}
RETURN session.state AS state, session.seq AS seq
