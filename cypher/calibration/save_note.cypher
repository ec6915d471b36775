// Saves a member's note on one person of a session in progress, unless they wrote it since, the session is not in progress,
// or the review is not signed any more. The text that stands there already changes nothing. No row where it is the member's
// own review.
// (`session_version`, `session_key`: as in review/save_ratings.)
// access: write
// params: session, review, actor, session_version, session_key, today, signed, version, text, now
// returns: one (accepted, open, version, text, saved_at, language, time_zone)
MATCH (me:Person {id: $actor})-[:MEMBER_OF]->(session:Session {id: $session})
SET session.lock = $actor
REMOVE session.lock
WITH session, me
WHERE ($session_version = -1 OR me.session_version = $session_version)
  AND none(ended IN coalesce(me.ended_sessions, []) WHERE ended ENDS WITH ' ' + $session_key)
  AND coalesce(me.leaves_on, $today) >= $today
MATCH (me)-[:MEMBER_OF]->(session)-[covers:COVERS]->(review:Review {id: $review})
WHERE NOT EXISTS { (review)-[:ABOUT]->(me) }
OPTIONAL MATCH (stored:Note {id: session.id + '/' + review.id + '/' + me.id})
WITH session, covers, me, review, stored {.*} AS stored, session.state = 'in_session' AND review.state IN $signed AS open
WITH session, covers, me, review, stored, open, coalesce(session.changes, 0) + 1 AS changes,
  open AND coalesce(stored.version, 0) = $version AS accepted, coalesce(stored.text, '') <> $text AS changed
FOREACH (_ IN CASE WHEN accepted AND changed THEN [1] ELSE [] END |
  MERGE (note:Note {id: session.id + '/' + review.id + '/' + me.id})
  MERGE (note)-[:IN]->(session)
  MERGE (note)-[:ON]->(review)
  MERGE (note)-[:BY]->(me)
  SET note.text = $text, note.version = $version + 1, note.saved_at = $now,
    session.changes = changes, covers.changes = changes
)
RETURN accepted, open,
  CASE WHEN accepted AND changed THEN $version + 1 ELSE coalesce(stored.version, 0) END AS version,
  CASE WHEN accepted THEN $text ELSE stored.text END AS text,
  CASE WHEN accepted AND changed THEN $now ELSE stored.saved_at END AS saved_at,
  me.language AS language, me.time_zone AS time_zone
