// Ends the opening of a cycle, in state `to`; opened it is with an event where every review is there (`to` is done).
// Nothing if it stands elsewhere, or `worker` ('' for anybody) does not open it any more.
// access: write
// params: job, from, worker, to, why, now, actor, today, trusted, seq, head, event
// returns: one (state, done)
MATCH (job:Job {id: $job})-[:OPENS]->(cycle:Cycle)
SET cycle.lock = true, job.lock = $to
REMOVE cycle.lock, job.lock
WITH job, cycle
WHERE job.state IN $from AND ($worker = '' OR job.taken_by = $worker)
  AND coalesce(cycle.seq, 0) = $seq AND coalesce(cycle.head, '') = $head
  AND ($trusted OR EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  })
SET job.state = $to, job.why = $why, job.ended_at = $now, cycle.seq = $event.seq, cycle.head = $event.hash,
  cycle.state = CASE WHEN $to = 'done' AND cycle.state = 'draft' THEN 'open' ELSE cycle.state END
CREATE (cycle)-[:RECORDED]->(event:Event)
SET event = $event
RETURN job.state AS state, job.done AS done
