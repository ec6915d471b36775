// The manager's reports of today, and those of managers whose deputy they are (`in_place_of`), each with every living
// review that waits for somebody but HR, at least with the newest, and how far the manager's side is with what the cycle
// asks for.
// (A cycle of before December 2026 has no asked_for, and asks for all.)
// access: read
// params: actor, today, over, done
// returns: many (person, since, in_place_of, review, cycle, level, target, total, rated, sent)
MATCH (me:Person {id: $actor})
CALL (me) {
  RETURN me AS boss
  UNION
  MATCH (boss:Person)-[named:DELEGATES_TO]->(me)
  WHERE named.from <= $today AND named.until >= $today AND coalesce(boss.leaves_on, $today) >= $today
  RETURN boss
}
MATCH (boss)<-[line:REPORTS_TO]-(person:Person)
WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  AND NOT (line.kind = 'line' AND EXISTS {
    MATCH (person)-[other:REPORTS_TO {kind: 'appointed'}]->(:Person)
    WHERE other.from <= $today AND coalesce(other.until, $today) >= $today
  })
  AND (boss = me OR person <> me AND NOT EXISTS {
    MATCH (me)((:Person)-[up:REPORTS_TO WHERE up.kind <> 'dotted' AND up.from <= $today
               AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(person)
  })
WITH person, min(line.from) AS since, head(collect(CASE WHEN boss <> me THEN boss END)) AS boss
CALL (person) {
  OPTIONAL MATCH (person)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle:Cycle)
  WITH review, cycle
  ORDER BY review.state IN $over, cycle.opens_on DESC, review.id
  WITH collect({review: review, cycle: cycle}) AS every
  UNWIND every[..1] + [one IN every[1..] WHERE NOT one.review.state IN $done] AS one
  RETURN one.review AS review, one.cycle AS cycle
}
OPTIONAL MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
OPTIONAL MATCH (review)-[:TOWARDS]->(target:Level)<-[:HAS_LEVEL]-(target_role:Role)
WITH person, since, boss, review, cycle, level, role, target, target_role, coalesce(cycle.asked_for, 'all') = 'all' AS asks_for_all
RETURN person {.id, .name, .name_zh, .away_until} AS person, since, boss {.id, .name, .name_zh} AS in_place_of,
  review {.*} AS review, cycle {.*} AS cycle,
  level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}} AS level,
  target {.id, .key, .rank, .name_en, .name_zh, role: target_role {.slug, .name_en, .name_zh}} AS target,
  COUNT {
    MATCH (level)-[:EXPECTS]->(one:Expectation)
    WHERE asks_for_all OR one.required
  } + COUNT {
    MATCH (target)-[:EXPECTS]->(wanted:Expectation)-[:OF_SKILL]->(skill:Skill)
    WHERE asks_for_all AND NOT EXISTS {
      MATCH (level)-[:EXPECTS]->(own:Expectation)-[:OF_SKILL]->(skill)
      WHERE coalesce(own.text_en, '') = coalesce(wanted.text_en, '')
        AND coalesce(own.text_zh, '') = coalesce(wanted.text_zh, '')
    }
  } AS total,
  COUNT {
    MATCH (:Assessment {id: review.id + '/' + review.revision + '/manager'})-[:RATES]->(rating:Rating)-[:ON]->(one:Expectation)
    WHERE rating.value IS NOT NULL AND (asks_for_all OR one.required AND EXISTS { (level)-[:EXPECTS]->(one) })
  } AS rated,
  COUNT {
    MATCH (:Assessment {id: review.id + '/' + review.revision + '/sent'})-[:RATES]->(:Rating)
  } AS sent
