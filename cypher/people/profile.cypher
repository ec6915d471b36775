// Somebody with what they held, hold and will hold, their reviews, how many report to them today, and the levels that
// can be chosen.
// access: read
// params: person, today
// returns: one (id, login, name, name_zh, email, language, away_until, leaves_on, account, demo, invited_until, mail,
//   no_link_until, readdressed, given_up, invite_again, target, seq, head, levels, lines, departments, capacities, reviews, reports, choices)
MATCH (person:Person {id: $person})
RETURN person.id AS id, person.login AS login, person.name AS name, person.name_zh AS name_zh, person.email AS email,
  person.language AS language, person.away_until AS away_until, person.leaves_on AS leaves_on,
  coalesce(person.password_hash, '') <> '' OR coalesce(person.demo, false) AS account,
  coalesce(person.demo, false) AS demo, person.invited_until AS invited_until,
  head(COLLECT {
    MATCH (mail:Mail {digest: person.invitation})-[:TO]->(person)
    RETURN [mail.state, coalesce(mail.tried_at, mail.asked_at), coalesce(mail.answer, '')]
  }) AS mail, person.no_link_until AS no_link_until, person.readdressed_by IS NOT NULL AS readdressed,
  COLLECT {
    MATCH (person)<-[:TO]-(mail:Mail {state: 'failed'})
    WHERE mail.settled_at IS NULL
    WITH mail ORDER BY mail.tried_at DESC, mail.id LIMIT 20
    RETURN {
      mail: mail {.id, .kind, .answer, .asker, .asked_at, .tried_at, .expires_at},
      address: coalesce(mail.address, person.email), person: person {.id, .name, .name_zh}
    }
  } AS given_up,
  coalesce(person.invite_again, false) AS invite_again, person.target_level AS target, person.seq AS seq,
  person.head AS head,
  [(person)-[held:HOLDS]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    | [level.id, held.from, held.until, role.name_en, role.name_zh, level.name_en, level.name_zh]] AS levels,
  [(person)-[line:REPORTS_TO]->(manager:Person)
    | [line.kind, manager.id, line.from, line.until, manager.name, manager.name_zh]] AS lines,
  [(person)-[held:WORKS_IN]->(department:Department) | [department.id, held.from, held.until]] AS departments,
  [(person)-[held:HAS_CAPACITY]->(capacity:Capacity) | [capacity.id, held.from, held.until]] AS capacities,
  COLLECT {
    MATCH (person)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle:Cycle)
    WITH review, cycle ORDER BY cycle.opens_on DESC, review.id
    RETURN [review.id, review.state, cycle.id, cycle.name_en, cycle.name_zh]
  } AS reviews,
  COUNT {
    MATCH (person)<-[line:REPORTS_TO]-(:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  } AS reports,
  COLLECT {
    MATCH (framework:Framework)-[:CURRENT]->(:FrameworkVersion)-[:HAS_ROLE]->(role:Role)-[:HAS_LEVEL]->(level:Level)
    WHERE framework.id > ''
    WITH role, level ORDER BY role.name_en, level.rank
    RETURN [level.id, role.name_en, role.name_zh, level.name_en, level.name_zh]
  } AS choices
