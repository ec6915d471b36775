// Adds a piece of evidence of the employee and supports ratings of the open self-assessment with it; nothing where
// the review does not ask for one of the expectations, or its cycle is not open. What already supports them all, word for word, is not added
// again: then only the answer of the first time was lost.
// access: write
// params: review, actor, open_states, evidence, expectations, now
// returns: one (id, state, supported)
// writes: Evidence id, title, url, note, added_at, salt, digest
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person {id: $actor})
SET review.lock = $actor
REMOVE review.lock
WITH review, person, review.id + '/' + review.revision + '/self' AS assessment_id
MATCH (review)-[:IN_CYCLE]->(cycle:Cycle {state: 'open'})
WHERE review.state IN $open_states
  AND toString(date(datetime({datetime: datetime($now), timezone: cycle.time_zone}))) >= cycle.opens_on
  AND all(expectation_id IN $expectations WHERE EXISTS {
    (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(:Expectation {id: expectation_id})
  })
WITH review, person, assessment_id, head(COLLECT {
    MATCH (:Rating {id: assessment_id + '/' + head($expectations)})-[:SUPPORTED_BY]->(known:Evidence)
    WHERE known.title = $evidence.title AND known.url = $evidence.url AND known.note = $evidence.note
      AND all(expectation_id IN $expectations WHERE EXISTS {
        (:Rating {id: assessment_id + '/' + expectation_id})-[:SUPPORTED_BY]->(known)
      })
    RETURN known.id
    LIMIT 1
  }) AS known
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (piece:Evidence)-[:OWNED_BY]->(person)
  SET piece = $evidence
  MERGE (assessment:Assessment {id: assessment_id})
  ON CREATE SET assessment.party = 'self', assessment.revision = review.revision, assessment.draft = 0
  SET assessment.draft = assessment.draft + 1
  MERGE (review)-[:HAS_ASSESSMENT]->(assessment)
  MERGE (assessment)-[:WRITTEN_BY]->(person)
)
WITH review, assessment_id, known
CALL (review, assessment_id, known) {
  WITH review, assessment_id, known
  WHERE known IS NULL
  MATCH (piece:Evidence {id: $evidence.id})
  MATCH (assessment:Assessment {id: assessment_id})
  UNWIND $expectations AS expectation_id
  MATCH (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(expectation:Expectation {id: expectation_id})
  MERGE (rating:Rating {id: assessment_id + '/' + expectation_id})
  ON CREATE SET rating.version = 1, rating.author = $actor, rating.agreed = false
  ON MATCH SET rating.version = rating.version + 1
  SET rating.saved_at = $now
  MERGE (assessment)-[:RATES]->(rating)
  MERGE (rating)-[:ON]->(expectation)
  MERGE (rating)-[:SUPPORTED_BY]->(piece)
  RETURN count(*) AS supported
}
RETURN coalesce(known, $evidence.id) AS id, review.state AS state, supported
