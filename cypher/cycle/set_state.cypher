// Moves a cycle from one state to another; it is not closed while reviews in it are neither closed nor cancelled.
// (The lock makes it follow, or go before, reviews that are assigned, reopened or restored.)
// access: write
// params: cycle, from, to
// returns: one (state, living)
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
WHERE cycle.state = $from
WITH cycle, CASE WHEN $to <> 'closed' THEN [] ELSE COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)
  WHERE NOT review.state IN ['closed', 'cancelled']
  RETURN review.id
  ORDER BY review.id
} END AS living
FOREACH (_ IN CASE WHEN living = [] THEN [1] ELSE [] END | SET cycle.state = $to)
RETURN cycle.state AS state, living
