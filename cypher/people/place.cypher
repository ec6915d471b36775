// Places people from a day on: level, line and capacities; what it replaces ends the day before. One event a person.
// A row whose stream has moved, or whose level or manager is unknown, changes nothing and is missing from the answer.
// access: write
// params: rows
// returns: many (person)
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person.lock = row.event.id
REMOVE person.lock
WITH person, row
WHERE person.seq = row.event.seq - 1 AND person.head = row.event.previous
  AND (row.level IS NULL OR EXISTS { (:Level {id: row.level}) })
  AND (row.manager IS NULL OR EXISTS { (:Person {id: row.manager}) })
CALL (person, row) {
  MATCH (person)-[held:HOLDS]->(old:Level)
  WHERE row.level IS NOT NULL AND held.until IS NULL AND old.id <> row.level
  SET held.until = row.eve
}
CALL (person, row) {
  MATCH (level:Level {id: row.level})
  WHERE NOT EXISTS { MATCH (person)-[held:HOLDS]->(level) WHERE held.until IS NULL }
  CREATE (person)-[:HOLDS {from: row.since}]->(level)
}
CALL (person, row) {
  MATCH (person)-[line:REPORTS_TO {kind: row.kind}]->(old:Person)
  WHERE row.manager IS NOT NULL AND line.until IS NULL AND old.id <> row.manager
  SET line.until = row.eve
}
CALL (person, row) {
  MATCH (manager:Person {id: row.manager})
  WHERE NOT EXISTS { MATCH (person)-[line:REPORTS_TO {kind: row.kind}]->(manager) WHERE line.until IS NULL }
  CREATE (person)-[:REPORTS_TO {from: row.since, kind: row.kind}]->(manager)
}
CALL (person, row) {
  UNWIND row.capacities AS name
  MERGE (capacity:Capacity {id: name})
  WITH person, row, capacity
  WHERE NOT EXISTS { MATCH (person)-[held:HAS_CAPACITY]->(capacity) WHERE held.until IS NULL }
  CREATE (person)-[:HAS_CAPACITY {from: row.since}]->(capacity)
}
SET person.seq = row.event.seq, person.head = row.event.hash
CREATE (person)-[:RECORDED]->(event:Event)
SET event = row.event
RETURN person.id AS person
