// Takes reviews out of a session in progress, with an event: what the committee changed and decided of them becomes
// history. Nothing where it would leave none, one is of somebody whom the actor may not decide about, it covers the
// actor's own, or it moved since.
// (`own`: whether it covers the actor's review. `related`: reviews of their direct reports and their manager.)
// access: write
// params: session, actor, today, seq, head, reviews, event, words
// returns: one (allowed, stands, own, related, stay, taken)
MATCH (session:Session {id: $session})
SET session.lock = $event.id
REMOVE session.lock
WITH session
CALL (session) {
  MATCH (session)-[:COVERS]->(review:Review)
  WHERE review.id IN $reviews
  SET review.lock = $event.id
  REMOVE review.lock
  RETURN count(review) AS covered
}
WITH session, EXISTS {
  MATCH (me:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session)
  WHERE coalesce(me.leaves_on, $today) >= $today
} OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed,
  session.state = 'in_session' AND session.seq = $seq AND session.head = $head AND covered = size($reviews) AS stands,
  EXISTS { MATCH (session)-[:COVERS]->(:Review)-[:ABOUT]->(:Person {id: $actor}) } AS own,
  COLLECT {
    MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
    WHERE review.id IN $reviews AND EXISTS {
      MATCH (person)-[line:REPORTS_TO]-(:Person {id: $actor})
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    }
    RETURN review.id ORDER BY review.id
  } AS related,
  COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state <> 'cancelled' AND NOT review.id IN $reviews } AS stay
WITH session, allowed, stands, own, related, stay, allowed AND stands AND NOT own AND related = [] AND stay > 0 AS taken
FOREACH (_ IN CASE WHEN taken THEN [1] ELSE [] END |
  SET session.seq = session.seq + 1, session.head = $event.hash,
    session.changes = coalesce(session.changes, 0) + 1
  CREATE (session)-[:RECORDED]->(event:Event)
  SET event = $event
  FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
)
WITH session, allowed, stands, own, related, stay, taken
CALL (session, taken) {
  MATCH (session)-[covers:COVERS]->(review:Review)
  WHERE taken AND review.id IN $reviews
  DELETE covers
  WITH session, review
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment)-[:RATES]->(:Rating)<-[:OVERRIDES]-(change:Adjustment {standing: true})
  WHERE EXISTS { (change)-[:DECIDED_IN]->(session) }
  SET change.standing = false
  RETURN count(change) AS changes
}
CALL (session, taken) {
  MATCH (session)<-[:DECIDED_IN]-(decision:Decision {standing: true})-[:DECIDES]->(review:Review)
  WHERE taken AND review.id IN $reviews
  SET decision.standing = false
  RETURN count(decision) AS decisions
}
RETURN allowed, stands, own, related, stay, taken
