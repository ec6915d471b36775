// The reviews of a cycle with who holds each by today's edges, for whoever is HR today, nobody else.
// (A row each: one list of all of them would take the engine 35 kB a review. Who is of the demo signs in by a click,
// without a password.)
// access: read
// params: cycle, actor, today, barring
// returns: many (review, person, manager, level, department, session, asks, arbiter, hr)
MATCH (cycle:Cycle {id: $cycle})
WHERE EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
}
MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
CALL (person) {
  OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
  WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  RETURN manager
  ORDER BY line.kind, line.from DESC
  LIMIT 1
}
CALL (review) {
  OPTIONAL MATCH (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(signer:Person)
  RETURN signer
  ORDER BY sign_off.revision DESC
  LIMIT 1
}
WITH review, person, level, role, manager, signer, COLLECT {
  MATCH (review)-[:RECORDED]->(event:Event)
  WHERE review.state = 'challenged' AND event.action IN $barring
  UNWIND [event.actor, event.on_behalf_of] AS one
  WITH one WHERE one IS NOT NULL
  RETURN one
  UNION
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment {party: 'manager', revision: review.revision})
    -[:WRITTEN_BY]->(by:Person)
  WHERE review.state = 'challenged'
  RETURN by.id AS one
} AS involved
RETURN
  review {.*} AS review,
  person {.id, .name, .name_zh, .away_until, .leaves_on, .login, .email, .language, .invited_until,
    signs_in: coalesce(person.password_hash, '') <> '' OR coalesce(person.demo, false)} AS person,
  manager {.id, .name, .name_zh, .leaves_on, .login, .email, .language, .invited_until,
    signs_in: coalesce(manager.password_hash, '') <> '' OR coalesce(manager.demo, false)} AS manager,
  level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}} AS level,
  head([(person)-[works:WORKS_IN]->(department:Department)
    WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]) AS department,
  head(COLLECT {
    MATCH (session:Session)-[:COVERS]->(review)
    WHERE session.state IN ['set_up', 'pre_vote', 'in_session']
    RETURN session {.id, .name_en, .name_zh, .state, in_session: session.state = 'in_session', facilitators: COUNT {
      MATCH (one:Person)-[:MEMBER_OF {as: 'facilitator'}]->(session)
      WHERE coalesce(one.leaves_on, $today) >= $today
    }}
  }) AS session,
  EXISTS { (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(:Expectation) } AS asks,
  coalesce(
    head([(review)-[appointed:ARBITER]->(one:Person)
          WHERE appointed.from <= $today AND coalesce(one.leaves_on, $today) >= $today | one.id]),
    head(COLLECT {
      MATCH (signer)((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND up.from <= $today
                     AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(boss:Person)
      WHERE review.state = 'challenged' AND NOT boss.id IN involved AND boss.id <> person.id
        AND coalesce(boss.leaves_on, $today) >= $today
      RETURN boss.id
      ORDER BY size(up)
    })
  ) AS arbiter,
  EXISTS {
    MATCH (one:Person)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE one.id <> person.id AND held.from <= $today AND coalesce(held.until, $today) >= $today
      AND coalesce(one.leaves_on, $today) >= $today
  } AS hr
