// Saves ratings of an open assessment, each unless somebody wrote it since, the review moved on or its cycle is not open.
// (`session_version`: what the writer's account must still have, and `session_key` which of its sessions must not have
// been ended; -1 and '' where that was looked up before.)
// access: write
// params: review, actor, session_version, session_key, today, party, open_states, ratings, now
// returns: many (expectation, accepted, allowed, state, revision, seq, head, version, value, comment, reason, saved_at, author, draft, language, time_zone, open, opens_on)
// writes: Rating value, comment, reason, salt, comment_digest, reason_digest, agreed, seen
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person)
MATCH (writer:Person {id: $actor})
SET review.lock = $actor
REMOVE review.lock
WITH review, person, writer
WHERE ($session_version = -1 OR writer.session_version = $session_version)
  AND none(ended IN coalesce(writer.ended_sessions, []) WHERE ended ENDS WITH ' ' + $session_key)
  AND coalesce(writer.leaves_on, $today) >= $today
CALL (person, writer) {
  WITH person, writer
  WHERE $party = 'manager'
  MATCH (person)-[line:REPORTS_TO]->(manager:Person)
  WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  WITH person, writer, manager
  ORDER BY line.kind, line.from DESC
  LIMIT 1
  RETURN collect(manager = writer OR EXISTS {
    MATCH (manager)-[named:DELEGATES_TO]->(writer)
    WHERE named.from <= $today AND named.until >= $today AND coalesce(manager.leaves_on, $today) >= $today
  } AND NOT EXISTS {
    MATCH (writer)((:Person)-[up:REPORTS_TO WHERE up.kind <> 'dotted' AND up.from <= $today
                  AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(person)
  }) AS manages
}
MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
WITH review, person, writer, coalesce(manages[0], false) AS manages, cycle,
  cycle.opens_on < left($now, 10) OR toString(date(datetime({datetime: datetime($now), timezone: cycle.time_zone}))) >= cycle.opens_on AS begun
WITH review, writer, CASE WHEN begun THEN '' ELSE cycle.opens_on END AS opens_on, review.id + '/' + review.revision + '/' + $party AS assessment_id,
  begun AND (cycle.state = 'open' OR cycle.state = 'closed' AND review.state = 'manager_draft') AS open,
  (person.id <> $actor AND manages)
    OR (person.id = $actor AND $party = 'self') AS allowed
WITH review, writer, opens_on, open, assessment_id, coalesce(allowed, false) AS allowed
UNWIND $ratings AS draft
MATCH (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(expectation:Expectation {id: draft.expectation})
OPTIONAL MATCH (stored:Rating {id: assessment_id + '/' + draft.expectation})
WITH review, writer, opens_on, open, expectation, assessment_id, allowed, draft, stored {.*} AS stored,
  allowed AND open AND review.state IN $open_states AND coalesce(stored.version, 0) = draft.version AS accepted
FOREACH (_ IN CASE WHEN accepted THEN [1] ELSE [] END |
  MERGE (assessment:Assessment {id: assessment_id})
  ON CREATE SET assessment.party = $party, assessment.revision = review.revision, assessment.draft = 0
  MERGE (review)-[:HAS_ASSESSMENT]->(assessment)
  MERGE (assessment)-[:WRITTEN_BY]->(writer)
  MERGE (rating:Rating {id: assessment_id + '/' + draft.expectation})
  MERGE (assessment)-[:RATES]->(rating)
  MERGE (rating)-[:ON]->(expectation)
  SET rating += draft.properties, rating.version = draft.version + 1, rating.saved_at = $now, rating.author = $actor,
    assessment.draft = assessment.draft + 1
)
WITH review, writer, opens_on, open, assessment_id, allowed, draft, stored, accepted
CALL (assessment_id, draft, accepted) {
  WITH assessment_id, draft, accepted
  WHERE accepted AND draft.evidence IS NOT NULL
  MATCH (rating:Rating {id: assessment_id + '/' + draft.expectation})
  CALL (rating, draft) {
    OPTIONAL MATCH (rating)-[old:SUPPORTED_BY]->(piece:Evidence)
    WHERE NOT piece.id IN draft.evidence
    DELETE old
    RETURN count(*) AS detached
  }
  UNWIND draft.evidence AS piece_id
  MATCH (piece:Evidence {id: piece_id})-[:OWNED_BY]->(:Person {id: $actor})
  MERGE (rating)-[:SUPPORTED_BY]->(piece)
  RETURN count(*) AS supported
}
OPTIONAL MATCH (assessment:Assessment {id: assessment_id})
RETURN draft.expectation AS expectation, accepted, allowed,
  review.state AS state, review.revision AS revision, review.seq AS seq, review.head AS head,
  CASE WHEN accepted THEN draft.version + 1 WHEN allowed THEN coalesce(stored.version, 0) END AS version,
  CASE WHEN accepted THEN draft.properties.value WHEN allowed THEN stored.value END AS value,
  CASE WHEN accepted THEN draft.properties.comment WHEN allowed THEN stored.comment END AS comment,
  CASE WHEN accepted THEN draft.properties.reason WHEN allowed THEN stored.reason END AS reason,
  CASE WHEN accepted THEN $now WHEN allowed THEN stored.saved_at END AS saved_at,
  CASE WHEN accepted THEN $actor WHEN allowed THEN stored.author END AS author,
  CASE WHEN allowed THEN coalesce(assessment.draft, 0) END AS draft,
  writer.language AS language, writer.time_zone AS time_zone, open, opens_on
