// A pack in the making waits again; `attempts` are those that count from here. Nothing if the worker has it no more.
// access: write
// params: pack, worker, attempts
// returns: one (state)
MATCH (pack:Pack {id: $pack})
SET pack.lock = $worker
REMOVE pack.lock
WITH pack
WHERE pack.state = 'making' AND pack.taken_by = $worker
SET pack.state = 'waiting', pack.attempts = $attempts, pack.done = 0, pack.of = 0
REMOVE pack.taken_by
RETURN pack.state AS state
