// Everybody of some ids with what an import would bring, as it is today; by name.
// access: read
// params: people, today
// returns: many (id, name, name_zh, email, login, language, away_until, leaves_on, target, manager, dotted, department,
//   role, level, since)
UNWIND $people AS one
MATCH (person:Person {id: one})
OPTIONAL MATCH (person)-[held:HOLDS]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
OPTIONAL MATCH (target:Level {id: person.target_level})
RETURN person.id AS id, person.name AS name, person.name_zh AS name_zh, person.email AS email, person.login AS login,
  person.language AS language, person.away_until AS away_until, person.leaves_on AS leaves_on,
  coalesce(target.name_en, target.name_zh) AS target,
  head([(person)-[line:REPORTS_TO {kind: 'line'}]->(manager:Person)
    WHERE line.from <= $today AND coalesce(line.until, $today) >= $today | manager.id]) AS manager,
  head([(person)-[line:REPORTS_TO {kind: 'dotted'}]->(manager:Person)
    WHERE line.from <= $today AND coalesce(line.until, $today) >= $today | manager.id]) AS dotted,
  head([(person)-[works:WORKS_IN]->(department:Department)
    WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]) AS department,
  coalesce(role.name_en, role.name_zh) AS role, coalesce(level.name_en, level.name_zh) AS level, held.from AS since
ORDER BY person.sorted
