// The reviews of a cycle, or some of them, as HR's acts on many need them: where each stands, and whether the
// person and today's manager can sign in (who is of the demo does by a click) and when they leave.
// access: read
// params: cycle, actor, today, ids
// returns: one (allowed, cycle, reviews)
MATCH (cycle:Cycle {id: $cycle})
WITH cycle, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
RETURN allowed, cycle {.*} AS cycle, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed AND (size($ids) = 0 OR review.id IN $ids)
  RETURN {
    id: review.id, state: review.state, self_due: review.self_due, manager_due: review.manager_due, seq: review.seq,
    head: review.head,
    person: person {.id, .name, .name_zh, .leaves_on, signs_in: coalesce(person.password_hash, '') <> '' OR coalesce(person.demo, false)},
    manager: head(COLLECT {
      MATCH (person)-[line:REPORTS_TO]->(manager:Person)
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      RETURN manager {.id, .name, .name_zh, .leaves_on, signs_in: coalesce(manager.password_hash, '') <> '' OR coalesce(manager.demo, false)}
      ORDER BY line.kind, line.from DESC
      LIMIT 1
    })
  }
  ORDER BY review.id
} AS reviews
