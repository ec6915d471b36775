// Locks a session and with it every review it covers that is not cancelled, all or none, unless one has no decision or
// anything moved since it was read: another facilitator, who is still there, has confirmed just that. What was decided and
// changed is marked as what was locked: a later revision makes it history, and the list of the session stays as it was.
// (Each row is looked for: of another's commit at the same moment its end of an edge may be read before its `seq`.)
// access: write
// params: session, actor, today, seq, head, covers, confirmed_by, event, rows, from, to
// returns: one (locked)
MATCH (me:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session:Session {id: $session})
WHERE coalesce(me.leaves_on, $today) >= $today
SET session.lock = $event.id
REMOVE session.lock
WITH session
WHERE session.state = 'in_session' AND session.seq = $seq AND session.head = $head
  AND session.lock_confirmed_by = $confirmed_by AND session.lock_confirmed = $covers AND $confirmed_by <> $actor
  AND EXISTS {
    MATCH (other:Person {id: $confirmed_by})-[:MEMBER_OF {as: 'facilitator'}]->(session)
    WHERE coalesce(other.leaves_on, $today) >= $today
  }
MATCH (session)-[:COVERS]->(covered:Review)
SET covered.lock = $event.id
REMOVE covered.lock
WITH session, covered
WHERE covered.state <> 'cancelled'
WITH session, collect(covered) AS all_covered
UNWIND $rows AS row
MATCH (review:Review {id: row.review})
WHERE review IN all_covered AND review.state = $from AND review.seq = row.seq AND review.head = row.head
  AND EXISTS { (review)<-[:DECIDES]-(:Decision {standing: true}) }
WITH session, all_covered, collect({review: review, row: row}) AS ready
WHERE size(ready) = size(all_covered) AND size(ready) = size($rows)
SET session.state = 'locked', session.seq = session.seq + 1, session.head = $event.hash,
  session.changes = coalesce(session.changes, 0) + 1, session.locked_at = $event.at
CREATE (session)-[:RECORDED]->(closing:Event)
SET closing = $event
WITH session, ready
CALL (session, ready) {
  UNWIND ready AS one
  WITH session, one.review AS review
  MATCH (session)-[covers:COVERS]->(review)
  SET covers.locked_revision = review.revision
  RETURN count(*) AS marked
}
CALL (session) {
  MATCH (session)<-[:DECIDED_IN]-(decided:Decision|Adjustment {standing: true})
  SET decided.locked = true
  RETURN count(*) AS final
}
UNWIND ready AS one
WITH one.review AS review, one.row AS row
SET review.state = $to, review.seq = review.seq + 1, review.head = row.event.hash, review.ratings_changed = row.changed
CREATE (review)-[:RECORDED]->(event:Event)
SET event = row.event
RETURN count(*) AS locked
