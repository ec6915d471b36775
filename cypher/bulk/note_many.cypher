// Appends to each of some reviews an event of HR's that keeps its state, with what it changes; nothing to one that moved
// since, or is the actor's own.
// access: write
// params: cycle, actor, today, rows
// returns: many (review)
// writes: Review self_due, manager_due, extended_at, reminded_at, reminded
UNWIND $rows AS row
MATCH (review:Review {id: row.review, cycle_id: $cycle})-[:ABOUT]->(person:Person)
SET review.lock = row.event.id
REMOVE review.lock
WITH review, person, row
WHERE review.seq = row.event.seq - 1 AND review.head = row.event.previous AND person.id <> $actor
  AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  }
SET review += row.changes, review.seq = row.event.seq, review.head = row.event.hash
CREATE (review)-[:RECORDED]->(event:Event)
SET event = row.event
RETURN review.id AS review
