// The imports of people, the newest first, and the jobs by which some are under way, or have failed since a moment.
// access: read
// params: limit, since
// returns: one (imports, jobs)
RETURN COLLECT {
  MATCH (import:Import)
  WHERE import.id > '' AND import.kind = 'people'
  WITH import ORDER BY import.at DESC, import.id LIMIT $limit
  OPTIONAL MATCH (person:Person {id: import.actor})
  RETURN {
    id: import.id, actor: import.actor, name: person.name, name_zh: person.name_zh, at: import.at, file: import.file
  }
  ORDER BY import.at DESC, import.id
} AS imports, COLLECT {
  MATCH (job:Job {about: 'people', kind: 'people_import'})
  WHERE job.state IN ['waiting', 'making'] OR (job.state = 'failed' AND job.asked_at >= $since)
  RETURN job {
    .id, .kind, .about, .asker, .relied_on, .capacity, .state, .asked_at, .done, .of, .step, .why, .attempts, .taken_by,
    .input
  }
  ORDER BY job.asked_at DESC, job.id
} AS jobs
