// A worker takes an opening that waits, or one that another let fall; nothing if there is none to take any more.
// access: write
// params: cycle, worker, fallen, now
// returns: one (cycle, opening, seq, head)
MATCH (opening:Opening {id: $cycle})-[:OPENS]->(cycle:Cycle)
SET cycle.lock = true
REMOVE cycle.lock
WITH opening, cycle
WHERE opening.state = 'waiting' OR (opening.state = 'making' AND opening.taken_by = $fallen)
SET opening.state = 'making', opening.taken_by = $worker, opening.attempts = opening.attempts + 1, opening.started_at = $now
RETURN cycle {.*} AS cycle, opening {.*} AS opening, coalesce(cycle.seq, 0) AS seq, coalesce(cycle.head, '') AS head
