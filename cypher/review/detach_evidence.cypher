// Takes a piece of evidence off one rating of the open self-assessment; the piece stays its owner's.
// access: write
// params: review, actor, open_states, evidence, expectation
// returns: one (state, detached)
MATCH (review:Review {id: $review})-[:ABOUT]->(:Person {id: $actor})
SET review.lock = $actor
REMOVE review.lock
WITH review
WHERE review.state IN $open_states
MATCH (assessment:Assessment {id: review.id + '/' + review.revision + '/self'})
OPTIONAL MATCH (:Rating {id: assessment.id + '/' + $expectation})-[support:SUPPORTED_BY]->(:Evidence {id: $evidence})
WITH review, assessment, support, CASE WHEN support IS NULL THEN 0 ELSE 1 END AS detached
DELETE support
SET assessment.draft = assessment.draft + detached
RETURN review.state AS state, detached
