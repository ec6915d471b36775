// Replaces what people hold by dated edges: levels, lines of one kind, departments, capacities; each as (to, from, until), null for
// what stays as it is. One event a person.
// A row whose stream has moved, or whose level or manager is unknown, changes nothing and is missing from the answer; all
// are where somebody changed a line manager after the change `seen`. (`changes` names this change; null: there is no line
// among the rows. `seen`: null where it does not matter.)
// access: write
// params: rows, seen, changes
// returns: many (person)
MERGE (all:ReportingLines {id: 'lines'})
FOREACH (change IN CASE WHEN $changes IS NULL THEN [] ELSE [$changes] END | SET all.lock = change REMOVE all.lock)
WITH all
WHERE $seen IS NULL OR coalesce(all.changed, '') = $seen
FOREACH (change IN CASE WHEN $changes IS NULL THEN [] ELSE [$changes] END | SET all.changed = change)
WITH all
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person.lock = row.event.id
REMOVE person.lock
WITH person, row
WHERE person.seq = row.event.seq - 1 AND person.head = row.event.previous
  AND all(one IN coalesce(row.levels, []) WHERE EXISTS { (:Level {id: one[0]}) })
  AND all(one IN coalesce(row.lines, []) WHERE EXISTS { (:Person {id: one[0]}) })
CALL (person, row) {
  MATCH (person)-[held:HOLDS]->(:Level)
  WHERE row.levels IS NOT NULL
  DELETE held
}
CALL (person, row) {
  UNWIND row.levels AS one
  MATCH (level:Level {id: one[0]})
  CREATE (person)-[held:HOLDS {from: one[1]}]->(level)
  SET held.until = one[2]
}
CALL (person, row) {
  MATCH (person)-[line:REPORTS_TO {kind: row.kind}]->(:Person)
  WHERE row.lines IS NOT NULL
  DELETE line
}
CALL (person, row) {
  UNWIND row.lines AS one
  MATCH (manager:Person {id: one[0]})
  CREATE (person)-[line:REPORTS_TO {kind: row.kind, from: one[1]}]->(manager)
  SET line.until = one[2]
}
CALL (person, row) {
  MATCH (person)-[held:WORKS_IN]->(:Department)
  WHERE row.departments IS NOT NULL
  DELETE held
}
CALL (person, row) {
  UNWIND row.departments AS one
  MERGE (department:Department {id: one[0]})
  CREATE (person)-[held:WORKS_IN {from: one[1]}]->(department)
  SET held.until = one[2]
}
CALL (person, row) {
  MATCH (person)-[held:HAS_CAPACITY]->(:Capacity)
  WHERE row.capacities IS NOT NULL
  DELETE held
}
CALL (person, row) {
  UNWIND row.capacities AS one
  MERGE (capacity:Capacity {id: one[0]})
  CREATE (person)-[held:HAS_CAPACITY {from: one[1]}]->(capacity)
  SET held.until = one[2]
}
SET person.seq = row.event.seq, person.head = row.event.hash
CREATE (person)-[:RECORDED]->(event:Event)
SET event = row.event
RETURN person.id AS person
