// Records that a facilitator confirms what a session would lock, unless it moved since it was read.
// access: write
// params: session, actor, today, seq, head, covers, event
// returns: one (seq)
// writes: Session lock_confirmed_by, lock_confirmed_at, lock_confirmed
MATCH (session:Session {id: $session})
SET session.lock = $event.id
REMOVE session.lock
WITH session
MATCH (me:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session)
WHERE coalesce(me.leaves_on, $today) >= $today
  AND session.state = 'in_session' AND session.seq = $seq AND session.head = $head
SET session.seq = session.seq + 1, session.head = $event.hash, session.changes = coalesce(session.changes, 0) + 1,
  session.lock_confirmed_by = $actor, session.lock_confirmed_at = $event.at, session.lock_confirmed = $covers
CREATE (session)-[:RECORDED]->(event:Event)
SET event = $event
RETURN session.seq AS seq
