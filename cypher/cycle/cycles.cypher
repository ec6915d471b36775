// Every cycle, the newest first, with how many reviews it has and whether the reader is an HR admin today.
// access: read
// params: actor, today
// returns: many (cycle, reviews, hr)
MATCH (cycle:Cycle)
WHERE cycle.id > ''
RETURN cycle {.*} AS cycle, COUNT { MATCH (cycle)<-[:IN_CYCLE]-(:Review) } AS reviews, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS hr
ORDER BY cycle.opens_on DESC
