// Everybody with what decides whether they can be reviewed in a cycle, and the levels of its framework versions; nothing
// for who is no HR admin today (the command line is `trusted`). Lines, levels and departments are those of `day`. (Who is of the
// demo signs in by a click, without a password.)
// access: read
// params: cycle, actor, today, trusted, versions, day
// returns: one (allowed, people, places)
OPTIONAL MATCH (cycle:Cycle {id: $cycle})
WITH cycle, $trusted OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
RETURN allowed, COLLECT {
  MATCH (person:Person)
  WHERE person.id > '' AND allowed
  CALL (person) {
    OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $day AND coalesce(line.until, $day) >= $day
    RETURN manager
    ORDER BY line.kind, line.from DESC
    LIMIT 1
  }
  RETURN {
    person: person {.id, .name, .name_zh, .email, .away_until, .leaves_on, .login, .language, .invited_until,
      signs_in: coalesce(person.password_hash, '') <> '' OR coalesce(person.demo, false)},
    manager: manager {.id, .name, .name_zh, .leaves_on, .login, .email, .language, .invited_until,
      signs_in: coalesce(manager.password_hash, '') <> '' OR coalesce(manager.demo, false)},
    department: head([(person)-[works:WORKS_IN]->(department:Department)
      WHERE works.from <= $day AND coalesce(works.until, $day) >= $day | department.id]),
    levels: [(person)-[holds:HOLDS]->(level:Level)
      WHERE holds.from <= $day AND coalesce(holds.until, $day) >= $day | level.id],
    reviews: [(person)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle) | {
      id: review.id, state: review.state, level: head([(review)-[:AT]->(at:Level) | at.id])
    }]
  }
} AS people, COLLECT {
  UNWIND $versions AS id
  MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: id, state: 'published'})
  MATCH (version)-[:HAS_ROLE]->(role:Role)-[:HAS_LEVEL]->(level:Level)
  WHERE allowed
  RETURN {
    version: version.id, framework: framework.id, id: level.id, key: level.key, rank: level.rank,
    name_en: level.name_en, name_zh: level.name_zh, role: role {.key, .slug, .name_en, .name_zh},
    next: [(level)-[:NEXT]->(next:Level) | next.id],
    asks: EXISTS { (level)-[:EXPECTS]->(:Expectation) }
  }
} AS places
