// A worker gives a sign of life.
// access: write
// params: worker, now
// returns: nothing
MERGE (worker:Worker {id: $worker})
SET worker.beat_at = $now
