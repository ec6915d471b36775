// How far a pack is; nothing if this worker does not make it any more.
// access: write
// params: pack, worker, done, of
// returns: one (state)
// seconds: 10
MATCH (pack:Pack {id: $pack})
SET pack.lock = $worker
REMOVE pack.lock
WITH pack
WHERE pack.state = 'making' AND pack.taken_by = $worker
SET pack.done = $done, pack.of = $of
RETURN pack.state AS state
