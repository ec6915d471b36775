// A worker takes a job that waits, or one that another let fall; nothing if there is none to take any more.
// access: write
// params: job, worker, fallen, now
// returns: one (job)
MATCH (job:Job {id: $job})
SET job.lock = $worker
REMOVE job.lock
WITH job
WHERE job.state = 'waiting' OR (job.state = 'making' AND job.taken_by = $fallen)
SET job.state = 'making', job.taken_by = $worker, job.attempts = job.attempts + 1, job.started_at = $now
RETURN job {.*} AS job
