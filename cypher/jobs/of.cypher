// The jobs of one kind about something that are under way, or have failed since a moment, the newest first.
// access: read
// params: kind, about, since
// returns: many (job)
MATCH (job:Job {about: $about, kind: $kind})
WHERE job.state IN ['waiting', 'making'] OR (job.state = 'failed' AND job.asked_at >= $since)
RETURN job {
  .id, .kind, .about, .asker, .relied_on, .capacity, .state, .asked_at, .done, .of, .step, .why, .attempts, .taken_by,
  .input
} AS job
ORDER BY job.asked_at DESC, job.id
