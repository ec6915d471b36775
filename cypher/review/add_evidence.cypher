// Adds a piece of evidence of the employee and supports ratings of the open self-assessment with it; nothing where
// the review does not ask for one of the expectations.
// (`evidence` is a whole map: Evidence title, url, note, added_at, salt, digest.)
// access: write
// params: review, actor, open_states, evidence, expectations, now
// returns: one (id, state, supported)
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person {id: $actor})
SET review.lock = $actor
REMOVE review.lock
WITH review, person
WHERE review.state IN $open_states
  AND all(asked IN $expectations WHERE EXISTS { (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(:Expectation {id: asked}) })
CREATE (piece:Evidence)-[:OWNED_BY]->(person)
SET piece = $evidence
MERGE (assessment:Assessment {id: review.id + '/' + review.revision + '/self'})
ON CREATE SET assessment.party = 'self', assessment.revision = review.revision, assessment.draft = 0
SET assessment.draft = assessment.draft + 1
MERGE (review)-[:HAS_ASSESSMENT]->(assessment)
MERGE (assessment)-[:WRITTEN_BY]->(person)
WITH review, assessment, piece
CALL (review, assessment, piece) {
  UNWIND $expectations AS asked
  MATCH (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(expectation:Expectation {id: asked})
  MERGE (rating:Rating {id: assessment.id + '/' + asked})
  ON CREATE SET rating.version = 1, rating.saved_at = $now, rating.author = $actor, rating.agreed = false
  MERGE (assessment)-[:RATES]->(rating)
  MERGE (rating)-[:ON]->(expectation)
  MERGE (rating)-[:SUPPORTED_BY]->(piece)
  RETURN count(*) AS supported
}
RETURN piece.id AS id, review.state AS state, supported
