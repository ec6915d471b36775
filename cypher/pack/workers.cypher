// The workers with the last sign of each.
// access: read
// params: none
// returns: many (id, beat_at)
MATCH (worker:Worker)
WHERE worker.id > ''
RETURN worker.id AS id, worker.beat_at AS beat_at
ORDER BY worker.beat_at DESC
