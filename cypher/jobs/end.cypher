// Ends a job in state `to`; nothing if it stands elsewhere, `worker` ('' for anybody) does not have it any more, or it is
// in the step `unless`. What it came to stays where no `result` is given.
// access: write
// params: job, from, worker, unless, to, why, result, now
// returns: one (state)
MATCH (job:Job {id: $job})
SET job.lock = $to
REMOVE job.lock
WITH job
WHERE job.state IN $from AND ($worker = '' OR job.taken_by = $worker) AND coalesce(job.step, '') <> $unless
SET job.state = $to, job.why = $why, job.result = coalesce($result, job.result), job.ended_at = $now
RETURN job.state AS state
