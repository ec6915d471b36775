// The workers with the last sign of each and the store that it keeps packs in.
// access: read
// params: none
// returns: many (id, store, beat_at)
MATCH (worker:Worker)
WHERE worker.id > ''
RETURN worker.id AS id, coalesce(worker.store, '') AS store, worker.beat_at AS beat_at
ORDER BY worker.beat_at DESC
