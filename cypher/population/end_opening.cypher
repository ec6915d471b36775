// Ends the opening of a cycle, in state `to`; opened it is with an event where every review is there (`to` is done).
// Nothing if it stands elsewhere, or `worker` ('' for anybody) does not open it any more.
// access: write
// params: cycle, from, worker, to, why, now, actor, today, trusted, seq, head, event
// returns: one (state, done)
MATCH (opening:Opening {id: $cycle})-[:OPENS]->(cycle:Cycle)
SET cycle.lock = true
REMOVE cycle.lock
WITH opening, cycle
WHERE opening.state IN $from AND ($worker = '' OR opening.taken_by = $worker)
  AND coalesce(cycle.seq, 0) = $seq AND coalesce(cycle.head, '') = $head
  AND ($trusted OR EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  })
SET opening.state = $to, opening.why = $why, opening.ended_at = $now, cycle.seq = $event.seq, cycle.head = $event.hash,
  cycle.state = CASE WHEN $to = 'done' AND cycle.state = 'draft' THEN 'open' ELSE cycle.state END
CREATE (cycle)-[:RECORDED]->(event:Event)
SET event = $event
RETURN opening.state AS state, opening.done AS done
