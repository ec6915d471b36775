// The cycles that wait to be opened or are being opened, the oldest first, each with the last sign of the worker that does.
// access: read
// params: states
// returns: many (cycle, state, taken_by, attempts, beat_at)
MATCH (opening:Opening)
WHERE opening.id > '' AND opening.state IN $states
OPTIONAL MATCH (worker:Worker {id: coalesce(opening.taken_by, '')})
RETURN opening.id AS cycle, opening.state AS state, coalesce(opening.taken_by, '') AS taken_by,
  opening.attempts AS attempts, worker.beat_at AS beat_at
ORDER BY opening.asked_at, opening.id
