// The people whom the demo's sign-in page offers, with the level they hold today and what they can try.
// access: read
// params: today
// returns: many (login, name, name_zh, role, role_zh, level, level_zh, manages, seat, capacities, state)
MATCH (person:Person {demo: true})
WHERE coalesce(person.leaves_on, $today) >= $today
OPTIONAL MATCH (person)-[held:HOLDS]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
RETURN person.login AS login, person.name AS name, person.name_zh AS name_zh, role.name_en AS role, role.name_zh AS role_zh,
  level.name_en AS level, level.name_zh AS level_zh,
  EXISTS {
    MATCH (person)<-[line:REPORTS_TO]-(:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  } AS manages,
  head([(person)-[seat:MEMBER_OF]->(:Session) | seat.as]) AS seat,
  [(person)-[grant:HAS_CAPACITY]->(capacity:Capacity)
    WHERE grant.from <= $today AND coalesce(grant.until, $today) >= $today | capacity.id] AS capacities,
  head(COLLECT {
    MATCH (person)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle:Cycle)
    WHERE review.state <> 'cancelled'
    RETURN review.state ORDER BY cycle.opens_on DESC LIMIT 1
  }) AS state
ORDER BY name
