// How far a job is, what is done of it now, and what it came to so far; nothing if this worker does not have it any more.
// Attempts count only where none got further than the one before. Of one that is cancelled meanwhile it is said, too.
// access: write
// params: job, worker, done, of, step, result
// returns: one (state)
MATCH (job:Job {id: $job})
SET job.lock = $worker
REMOVE job.lock
WITH job
WHERE job.state IN ['making', 'cancelled'] AND job.taken_by = $worker
SET job.attempts = CASE WHEN $done > job.done THEN 1 ELSE job.attempts END,
  job.done = $done, job.of = $of, job.step = $step, job.result = $result
RETURN job.state AS state
