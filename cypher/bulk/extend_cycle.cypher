// Moves days of an open cycle to later ones, with an event in its stream; nothing where it moved since.
// access: write
// params: cycle, actor, today, days, seq, head, event
// returns: one (id)
// writes: Cycle self_due, manager_due, share_on, share_by, closes_on
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
WHERE cycle.state = 'open' AND coalesce(cycle.seq, 0) = $seq AND coalesce(cycle.head, '') = $head
  AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  }
SET cycle += $days, cycle.seq = $event.seq, cycle.head = $event.hash
CREATE (cycle)-[:RECORDED]->(event:Event)
SET event = $event
RETURN cycle.id AS id
