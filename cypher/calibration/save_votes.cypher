// Saves votes of a member on one review of a session, each unless they wrote it since; none of them once the votes are
// closed, the review is not signed any more, is another revision than the page showed, or the member may not vote on it.
// (`bar` as in calibration/ballot. `session_version`, `session_key`: as in review/save_ratings. A vote on the person as a
// whole has the expectation ''.)
// access: write
// params: session, review, actor, session_version, session_key, today, signing, signed, revision, votes, now
// returns: many (expectation, accepted, open, bar, version, value, note, saved_at, language, time_zone)
// writes: Vote value, note
MATCH (me:Person {id: $actor})-[:MEMBER_OF]->(session:Session {id: $session})
SET session.lock = $actor
REMOVE session.lock
WITH session, me
WHERE ($session_version = -1 OR me.session_version = $session_version)
  AND none(ended IN coalesce(me.ended_sessions, []) WHERE ended ENDS WITH ' ' + $session_key)
  AND coalesce(me.leaves_on, $today) >= $today
MATCH (me)-[:MEMBER_OF]->(session)-[:COVERS]->(review:Review {id: $review})
SET review.lock = $actor
REMOVE review.lock
WITH session, me, review
MATCH (review)-[:ABOUT]->(person:Person)
WITH session, me, review, CASE
  WHEN person = me THEN 'own'
  WHEN EXISTS {
    MATCH (person)-[line:REPORTS_TO]-(me)
    WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
  } THEN 'line'
  WHEN EXISTS {
    MATCH (review)-[:HAS_ASSESSMENT]->(assessment:Assessment {party: 'manager', revision: review.revision})
    WHERE EXISTS { (assessment)-[:WRITTEN_BY]->(me) }
  } OR EXISTS {
    MATCH (review)-[:RECORDED]->(signing:Event {action: $signing})
    WHERE me.id IN [signing.actor, signing.on_behalf_of]
  } THEN 'author'
  ELSE ''
END AS bar, session.state = 'pre_vote' AND review.state IN $signed AND review.revision = $revision AS open
UNWIND $votes AS draft
OPTIONAL MATCH (review)-[:AT]->(:Level)-[:EXPECTS]->(expectation:Expectation {id: draft.expectation, required: true})
WITH session, me, review, bar, open, draft, expectation,
  session.id + '/' + review.id + '/' + $revision + '/' + me.id
    + CASE draft.expectation WHEN '' THEN '' ELSE '/' + draft.expectation END AS vote_id
WHERE draft.expectation = '' OR expectation IS NOT NULL
OPTIONAL MATCH (stored:Vote {id: vote_id})
WITH session, me, review, bar, open, draft, expectation, vote_id, stored {.*} AS stored,
  open AND bar = '' AND coalesce(stored.version, 0) = draft.version AS accepted
FOREACH (_ IN CASE WHEN accepted THEN [1] ELSE [] END |
  MERGE (vote:Vote {id: vote_id})
  MERGE (vote)-[:IN]->(session)
  MERGE (vote)-[:ON]->(review)
  MERGE (vote)-[:BY]->(me)
  FOREACH (one IN CASE WHEN expectation IS NULL THEN [] ELSE [expectation] END | MERGE (vote)-[:ON]->(one))
  SET vote += draft.properties, vote.revision = $revision, vote.version = draft.version + 1, vote.saved_at = $now
)
RETURN draft.expectation AS expectation, accepted, open, bar,
  CASE WHEN accepted THEN draft.version + 1 ELSE coalesce(stored.version, 0) END AS version,
  CASE WHEN accepted THEN draft.properties.value ELSE stored.value END AS value,
  CASE WHEN accepted THEN draft.properties.note ELSE stored.note END AS note,
  CASE WHEN accepted THEN $now ELSE stored.saved_at END AS saved_at,
  me.language AS language, me.time_zone AS time_zone
