// A job, for whoever holds its capacity today, with who asked for it and the last sign of any worker.
// access: read
// params: job, actor, today
// returns: one (job, asker, beat_at)
MATCH (job:Job {id: $job})
WHERE EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(capacity:Capacity)
  WHERE capacity.id = job.capacity AND held.from <= $today AND coalesce(held.until, $today) >= $today
}
OPTIONAL MATCH (asker:Person {id: job.asker})
RETURN job {.*} AS job, asker {.id, .name, .name_zh} AS asker, head(COLLECT {
  MATCH (worker:Worker) WHERE worker.id > '' RETURN worker.beat_at ORDER BY worker.beat_at DESC LIMIT 1
}) AS beat_at
