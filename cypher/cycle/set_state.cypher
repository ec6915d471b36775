// Moves a cycle from one state to another.
// access: write
// params: cycle, from, to
// returns: one (state)
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
WHERE cycle.state = $from
SET cycle.state = $to
RETURN cycle.state AS state
