// A cycle for HR, and the people of its reviews under way, with their managers of today, who cannot sign in and have
// not left, each once; none of a draft, whose people are not chosen yet. (Who is of the demo signs in by a click.)
// access: read
// params: cycle, actor, today, ended
// returns: one (cycle, allowed, people)
MATCH (cycle:Cycle {id: $cycle})
WITH cycle, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
RETURN cycle {.*} AS cycle, allowed, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed AND cycle.state <> 'draft' AND NOT review.state IN $ended
  WITH DISTINCT person
  CALL (person) {
    OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    RETURN manager
    ORDER BY line.kind, line.from DESC
    LIMIT 1
  }
  UNWIND [person, manager] AS one
  WITH DISTINCT one
  WHERE one IS NOT NULL AND coalesce(one.password_hash, '') = '' AND NOT coalesce(one.demo, false)
    AND coalesce(one.leaves_on, $today) >= $today
  RETURN one {.id, .name, .name_zh, .leaves_on, .login, .email, .language, .invited_until, signs_in: false}
} AS people
