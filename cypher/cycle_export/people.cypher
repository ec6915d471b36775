// The reviews of a cycle for HR by the names of their people, a row each: who and whose manager, at which level they stand, when each step was last
// taken, how many of their expectations are rated as what. Nothing of the reader's own review but its state.
// (Counts are given where the reader may read both sides.)
// access: read
// params: cycle, actor, today, signed
// returns: one (allowed, cycle, reviews)
MATCH (cycle:Cycle {id: $cycle})
WITH cycle, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
RETURN allowed, cycle {.*} AS cycle, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed
  MATCH (review)-[:PINNED_TO]->(version:FrameworkVersion)
  MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
  CALL (person) {
    OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    RETURN manager
    ORDER BY line.kind, line.from DESC
    LIMIT 1
  }
  WITH review, person, version, level, role, manager, review.state IN $signed AND person.id <> $actor AS counted
  RETURN {
    id: review.id, state: review.state, revision: review.revision, self_due: review.self_due,
    manager_due: review.manager_due, reminded_at: review.reminded_at,
    person: person {.id, .name, .name_zh, .email},
    manager: manager {.id, .name, .name_zh, .email},
    department: head([(person)-[works:WORKS_IN]->(department:Department)
      WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]),
    version: version.id,
    level: level {.name_en, .name_zh},
    role: role {.name_en, .name_zh},
    steps: [(review)-[:RECORDED]->(event:Event) | [event.action, event.at]],
    decision: head(COLLECT {
      MATCH (review)<-[:DECIDES]-(decision:Decision {standing: true})
      WHERE counted
      RETURN decision {.value, .later_on}
    }),
    required: COUNT { (level)-[:EXPECTS]->(:Expectation {required: true}) },
    values: COLLECT {
      MATCH (:Assessment {id: review.id + '/' + review.revision + '/manager'})-[:RATES]->(rating:Rating)-[:ON]->(one:Expectation)
      WHERE counted AND one.required AND EXISTS { (level)-[:EXPECTS]->(one) }
      RETURN coalesce(
        head([(change:Adjustment)-[:OVERRIDES]->(rating) WHERE change.standing | change.value]), rating.value
      )
    }
  }
  ORDER BY coalesce(person.sorted, person.name), person.id, review.id
} AS reviews
