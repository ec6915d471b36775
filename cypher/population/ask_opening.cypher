// Asks for a cycle to be opened, or for more people to be added to an open one, with an event in the cycle's stream;
// nothing where it moved since, is closed, is being opened already, or by who is no HR admin today.
// access: write
// params: cycle, draft, actor, today, trusted, job, seq, head, event
// returns: one (id)
// writes: Job kind, about, asker, relied_on, capacity, state, asked_at, done, of, step, attempts, input, items
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
WHERE cycle.state IN ['draft', 'open'] AND coalesce(cycle.draft, 0) = $draft
  AND coalesce(cycle.seq, 0) = $seq AND coalesce(cycle.head, '') = $head
  AND NOT EXISTS { MATCH (begun:Job {id: $job.id}) WHERE begun.state IN ['waiting', 'making'] }
  AND ($trusted OR EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  })
MERGE (job:Job {id: $job.id})
SET job = $job
MERGE (job)-[:OPENS]->(cycle)
SET cycle.seq = $event.seq, cycle.head = $event.hash
CREATE (cycle)-[:RECORDED]->(event:Event)
SET event = $event
RETURN job.id AS id
