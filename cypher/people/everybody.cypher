// Everybody with what a file of people is compared with: their details, what they hold by dated edges as (to, from,
// until), lines with their kind first, and the ends of their streams.
// access: read
// params: none
// returns: many (id, login, email, name, name_zh, language, away_until, leaves_on, target_level, seq, head, levels,
//   lines, departments)
MATCH (person:Person)
WHERE person.id > ''
RETURN person.id AS id,
  person.login AS login, person.email AS email, person.name AS name, person.name_zh AS name_zh,
  person.language AS language, person.away_until AS away_until, person.leaves_on AS leaves_on,
  person.target_level AS target_level,
  person.seq AS seq, person.head AS head,
  [(person)-[held:HOLDS]->(level:Level) | [level.id, held.from, held.until]] AS levels,
  [(person)-[line:REPORTS_TO]->(manager:Person) | [line.kind, manager.id, line.from, line.until]] AS lines,
  [(person)-[held:WORKS_IN]->(department:Department) | [department.id, held.from, held.until]] AS departments
