// Marks a person of a session in progress as discussed, or takes the mark away; what is so already stays as it is. Nothing
// where it is the member's own review.
// access: write
// params: session, review, actor, today, signed, discussed, now
// returns: one (open)
MATCH (me:Person {id: $actor})-[:MEMBER_OF]->(session:Session {id: $session})
SET session.lock = $actor
REMOVE session.lock
WITH session, me
MATCH (me)-[:MEMBER_OF]->(session)-[covers:COVERS]->(review:Review {id: $review})
WHERE coalesce(me.leaves_on, $today) >= $today AND NOT EXISTS { (review)-[:ABOUT]->(me) }
WITH session, covers, session.state = 'in_session' AND review.state IN $signed AS open,
  coalesce(session.changes, 0) + 1 AS changes
FOREACH (_ IN CASE WHEN open AND (covers.discussed_at IS NOT NULL) <> $discussed THEN [1] ELSE [] END |
  SET covers.discussed_at = CASE WHEN $discussed THEN $now END, covers.discussed_by = CASE WHEN $discussed THEN $actor END,
    session.changes = changes, covers.changes = changes
)
RETURN open
