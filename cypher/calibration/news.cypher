// What is new in a session, for somebody who sits in it, signed in as their cookie says: how often what its page shows was
// changed, at whose reviews (not the reader's own) since the page that asks was `drawn`, and while it is in session who has one
// of its pages open. Nothing for anybody else. (`seq`: that of the session's own events.)
// access: read
// params: session, actor, today, session_version, session_key, since, drawn
// returns: one (changes, seq, reviews, in_session, here_at, here)
MATCH (session:Session {id: $session})
MATCH (me:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE me.session_version = $session_version
  AND none(ended IN coalesce(me.ended_sessions, []) WHERE ended ENDS WITH ' ' + $session_key)
  AND coalesce(me.leaves_on, $today) >= $today
RETURN coalesce(session.changes, 0) AS changes, session.seq AS seq,
  COLLECT {
    MATCH (session)-[covers:COVERS]->(review:Review)
    WHERE session.changes > $drawn AND covers.changes > $drawn AND NOT EXISTS { (review)-[:ABOUT]->(me) }
    RETURN review.id ORDER BY review.id
  } AS reviews, session.state = 'in_session' AS in_session, seat.here_at AS here_at,
  COLLECT {
    MATCH (member:Person)-[its:MEMBER_OF]->(session)
    WHERE session.state = 'in_session' AND its.here_at >= $since
    RETURN member.id ORDER BY member.id
  } AS here
