// Notes that a member has one of the pages of a session in progress open.
// access: write
// params: session, actor, now
// returns: nothing
MATCH (:Person {id: $actor})-[seat:MEMBER_OF]->(session:Session {id: $session})
WHERE session.state = 'in_session'
SET seat.here_at = $now
