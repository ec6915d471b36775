// A job in the making waits again, because its worker ends: that was no attempt. Nothing if the worker has it no more.
// access: write
// params: job, worker
// returns: one (state)
MATCH (job:Job {id: $job})
SET job.lock = $worker
REMOVE job.lock
WITH job
WHERE job.state = 'making' AND job.taken_by = $worker
SET job.state = 'waiting', job.attempts = job.attempts - 1
REMOVE job.taken_by
RETURN job.state AS state
