// Assigns some reviews of a cycle that is being opened, each with its first event, and counts them; nothing if this worker
// does not open it any more. Who has a review of the role in the cycle by now is left out.
// (The lock on the cycle makes it follow, or go before, whatever else assigns or restores reviews.)
// access: write
// params: job, worker, of, rows
// returns: one (done)
// writes: Review state, revision, seq, head, cycle_id, self_due, manager_due
MATCH (job:Job {id: $job})-[:OPENS]->(cycle:Cycle)
SET cycle.lock = true, job.lock = $worker
REMOVE cycle.lock, job.lock
WITH job, cycle
WHERE job.state = 'making' AND job.taken_by = $worker AND cycle.state <> 'closed'
CALL (cycle) {
  UNWIND $rows AS row
  MATCH (person:Person {id: row.person})
  MATCH (version:FrameworkVersion {id: row.version, state: 'published'})
  MATCH (level:Level {id: row.level})
  OPTIONAL MATCH (target:Level {id: row.target})
  WITH cycle, row, person, version, level, target, EXISTS {
    MATCH (person)<-[:ABOUT]-(other:Review {cycle_id: cycle.id})-[:AT]->(:Level)<-[:HAS_LEVEL]-(:Role {key: row.role})
    WHERE other.state <> 'cancelled'
  } AS taken
  WITH cycle, collect({row: row, person: person, version: version, level: level, target: target, taken: taken}) AS ready
  UNWIND ready AS one
  WITH cycle, one.row AS row, one.person AS person, one.version AS version, one.level AS level, one.target AS target, one
  WHERE NOT one.taken
  CREATE (review:Review {id: row.review})
  SET review += row.properties
  CREATE (review)-[:IN_CYCLE]->(cycle)
  CREATE (review)-[:ABOUT]->(person)
  CREATE (review)-[:PINNED_TO]->(version)
  CREATE (review)-[:AT]->(level)
  CREATE (review)-[:RECORDED]->(event:Event)
  SET event = row.event
  FOREACH (goal IN CASE WHEN target IS NULL THEN [] ELSE [target] END | CREATE (review)-[:TOWARDS]->(goal))
  RETURN count(*) AS created
}
SET job.attempts = CASE WHEN created > 0 THEN 1 ELSE job.attempts END, job.done = job.done + created, job.of = $of
RETURN job.done AS done
