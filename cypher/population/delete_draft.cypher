// Deletes a draft cycle that nobody has begun to open, with an event in the installation's stream; nothing where it was
// changed since, where that stream moved, or by who is no HR admin today.
// access: write
// params: cycle, draft, actor, today, event
// returns: one (id)
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH installation, cycle
WHERE cycle.state = 'draft' AND cycle.draft = $draft AND cycle.seq IS NULL AND NOT EXISTS { (cycle)<-[:IN_CYCLE]-() }
  AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  }
WITH installation, cycle, cycle.id AS id
DETACH DELETE cycle
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
RETURN id
