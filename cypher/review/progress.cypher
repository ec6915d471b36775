// Every review of a cycle with who holds it by today's edges, for HR's progress and the list "nobody may act".
// access: read
// params: cycle, today
// returns: many (review, person, manager, level, session, arbiter, hr)
MATCH (:Cycle {id: $cycle})<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
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
  WHERE review.state = 'challenged' AND event.action IN ['sign_off', 'adjust', 'lock']
  RETURN DISTINCT event.actor
} AS involved
RETURN review {.*} AS review, person {.id, .name, .name_zh, .away_until, .leaves_on} AS person,
  manager {.id, .name, .name_zh, .leaves_on} AS manager,
  level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}} AS level,
  head(COLLECT {
    MATCH (session:Session)-[:COVERS]->(review)
    WHERE session.state IN ['set_up', 'pre_vote', 'in_session']
    RETURN session {.id, .name_en, .name_zh, .state, facilitators: COUNT {
      MATCH (:Person)-[:MEMBER_OF {as: 'facilitator'}]->(session)
    }}
  }) AS session,
  coalesce(
    head([(review)-[appointed:ARBITER]->(one:Person) WHERE appointed.from <= $today | one.id]),
    head(COLLECT {
      MATCH (signer)((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND up.from <= $today
                     AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(boss:Person)
      WHERE review.state = 'challenged' AND NOT boss.id IN involved AND boss.id <> person.id
      RETURN boss.id
      ORDER BY size(up)
    })
  ) AS arbiter,
  EXISTS {
    MATCH (one:Person)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE one.id <> person.id AND held.from <= $today AND coalesce(held.until, $today) >= $today
  } AS hr
