// Asks for a job; nothing where one of its id waits, is in the making or is done.
// access: write
// params: job
// returns: one (id)
// writes: Job id, kind, about, asker, relied_on, capacity, state, asked_at, done, of, step, attempts, input, items
MERGE (job:Job {id: $job.id})
SET job.lock = true
REMOVE job.lock
WITH job
WHERE NOT coalesce(job.state, '') IN ['waiting', 'making', 'done']
SET job = $job
RETURN job.id AS id
