// A worker gives a sign of life, and says which store it keeps packs in.
// access: write
// params: worker, store, now
// returns: nothing
MERGE (worker:Worker {id: $worker})
SET worker.beat_at = $now, worker.store = $store
