// An opening in the making waits again: its worker ends. Nothing if the worker has it no more.
// access: write
// params: cycle, worker
// returns: one (state)
MATCH (opening:Opening {id: $cycle})-[:OPENS]->(cycle:Cycle)
SET cycle.lock = true
REMOVE cycle.lock
WITH opening
WHERE opening.state = 'making' AND opening.taken_by = $worker
SET opening.state = 'waiting'
REMOVE opening.taken_by
RETURN opening.state AS state
