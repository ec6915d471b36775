// One stretch of everybody by name, with what they hold today and how many there are.
// access: read
// params: today, skip, limit
// returns: many (id, name, name_zh, email, leaves_on, away_until, account, role, role_zh, level, level_zh, manager,
//   manager_name, manager_zh, department, total)
MATCH (person:Person)
WHERE person.sorted >= ''
WITH person ORDER BY person.sorted SKIP $skip LIMIT $limit
WITH person, COUNT { MATCH (:Person) } AS total
OPTIONAL MATCH (person)-[held:HOLDS]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
OPTIONAL MATCH (person)-[line:REPORTS_TO {kind: 'line'}]->(manager:Person)
WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
OPTIONAL MATCH (person)-[works:WORKS_IN]->(department:Department)
WHERE works.from <= $today AND coalesce(works.until, $today) >= $today
RETURN person.id AS id, person.name AS name, person.name_zh AS name_zh, person.email AS email,
  person.leaves_on AS leaves_on, person.away_until AS away_until, coalesce(person.password_hash, '') <> '' OR coalesce(person.demo, false) AS account,
  role.name_en AS role, role.name_zh AS role_zh, level.name_en AS level, level.name_zh AS level_zh,
  manager.id AS manager, manager.name AS manager_name, manager.name_zh AS manager_zh, department.id AS department, total
ORDER BY person.sorted
