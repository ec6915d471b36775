// The jobs that wait or are in the making, the oldest first, each with the last sign of the worker that has it.
// access: read
// params: states
// returns: many (id, kind, state, taken_by, beat_at)
MATCH (job:Job)
WHERE job.state IN $states
OPTIONAL MATCH (worker:Worker {id: coalesce(job.taken_by, '')})
RETURN job.id AS id, job.kind AS kind, job.state AS state, coalesce(job.taken_by, '') AS taken_by,
  worker.beat_at AS beat_at
ORDER BY job.asked_at, job.id
