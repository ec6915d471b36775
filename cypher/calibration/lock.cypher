// Locks a session and with it every review it covers that is not cancelled, all or none, unless one has no decision or
// anything moved since it was read.
// access: write
// params: session, actor, seq, head, event, rows, from, to
// returns: one (locked)
MATCH (:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session:Session {id: $session})
SET session.lock = $event.id
REMOVE session.lock
WITH session
WHERE session.state = 'in_session' AND session.seq = $seq AND session.head = $head
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
WHERE size(ready) = size(all_covered)
SET session.state = 'locked', session.seq = session.seq + 1, session.head = $event.hash
CREATE (session)-[:RECORDED]->(closing:Event)
SET closing = $event
WITH ready
UNWIND ready AS one
WITH one.review AS review, one.row AS row
SET review.state = $to, review.seq = review.seq + 1, review.head = row.event.hash
CREATE (review)-[:RECORDED]->(event:Event)
SET event = row.event
RETURN count(*) AS locked
