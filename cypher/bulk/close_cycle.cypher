// Closes an open cycle, with an event in its stream, unless reviews in it are neither closed nor cancelled; nothing where
// it moved since. (The lock makes it follow, or go before, reviews that are assigned, reopened or restored.)
// access: write
// params: cycle, actor, today, seq, head, event
// returns: one (living)
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
WHERE cycle.state = 'open' AND coalesce(cycle.seq, 0) = $seq AND coalesce(cycle.head, '') = $head
  AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  }
WITH cycle, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)
  WHERE NOT review.state IN ['closed', 'cancelled']
  RETURN review.id
  ORDER BY review.id
} AS living
FOREACH (_ IN CASE WHEN living = [] THEN [1] ELSE [] END |
  SET cycle.state = 'closed', cycle.seq = $event.seq, cycle.head = $event.hash
  CREATE (cycle)-[:RECORDED]->(event:Event)
  SET event = $event
)
RETURN living
