// Deletes a draft cycle that nobody has begun to open; nothing where it was changed since, or by who is no HR admin today.
// access: write
// params: cycle, draft, actor, today
// returns: one (id)
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
WHERE cycle.state = 'draft' AND cycle.draft = $draft AND cycle.seq IS NULL AND NOT EXISTS { (cycle)<-[:IN_CYCLE]-() }
  AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  }
WITH cycle, cycle.id AS id
DETACH DELETE cycle
RETURN id
