// One stretch of those who fit, by name, with what they hold today and how many there are; '' asks for anything.
// `capacity` is one that is held today, or `any`; `lacks` is manager, level, account or left; `words` are all to stand in what somebody is found by, `first` is one of
// them; department, role and level are parts of names; `manager` is an id, `manager_named` a part of what one is found
// by, which counts where nobody has that id.
// access: read
// params: first, words, department, manager, manager_named, role, level, lacks, capacity, any, today, skip, limit
// returns: many (id, name, name_zh, email, leaves_on, away_until, account, role, role_zh, level, level_zh, manager,
//   manager_name, manager_zh, department, total)
MATCH (person:Person)
WHERE person.search CONTAINS $first AND all(word IN $words WHERE person.search CONTAINS word)
  AND ($department = '' OR EXISTS {
    MATCH (person)-[held:WORKS_IN]->(one:Department)
    WHERE toLower(one.id) CONTAINS $department AND held.from <= $today AND coalesce(held.until, $today) >= $today
  })
  AND ($manager = '' OR EXISTS {
    MATCH (person)-[line:REPORTS_TO {kind: 'line'}]->(one:Person)
    WHERE (one.id = $manager OR NOT EXISTS { (:Person {id: $manager}) } AND one.search CONTAINS $manager_named)
      AND line.from <= $today AND coalesce(line.until, $today) >= $today
  })
  AND (($role = '' AND $level = '') OR EXISTS {
    MATCH (person)-[held:HOLDS]->(one:Level)<-[:HAS_LEVEL]-(of:Role)
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
      AND toLower(of.name_en + ' ' + coalesce(of.name_zh, '')) CONTAINS $role
      AND toLower(one.name_en + ' ' + coalesce(one.name_zh, '')) CONTAINS $level
  })
  AND ($capacity = '' OR coalesce(person.leaves_on, $today) >= $today AND EXISTS {
    MATCH (person)-[held:HAS_CAPACITY]->(one:Capacity)
    WHERE $capacity IN [$any, one.id] AND held.from <= $today AND coalesce(held.until, $today) >= $today
  })
  AND CASE $lacks
    WHEN 'manager' THEN coalesce(person.leaves_on, $today) >= $today AND NOT EXISTS {
      MATCH (person)-[line:REPORTS_TO {kind: 'line'}]->(:Person)
      WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
    }
    WHEN 'level' THEN coalesce(person.leaves_on, $today) >= $today AND NOT EXISTS {
      MATCH (person)-[held:HOLDS]->(:Level)
      WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    }
    WHEN 'account' THEN coalesce(person.password_hash, '') = '' AND NOT coalesce(person.demo, false) AND coalesce(person.leaves_on, $today) >= $today
    WHEN 'left' THEN coalesce(person.leaves_on < $today, false)
    ELSE true
  END
WITH person ORDER BY person.sorted
WITH collect(person) AS found
UNWIND found[$skip..$skip + $limit] AS person
WITH person, size(found) AS total
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
