// What some people are by their edges: levels, lines, departments, capacities, deputies, each with its days.
// access: read
// params: people
// returns: many (person, levels, lines, departments, capacities, deputies)
UNWIND $people AS id
MATCH (person:Person {id: id})
RETURN person.id AS person,
  [(person)-[held:HOLDS]->(level:Level) | {level: level.id, from: held.from, until: held.until}] AS levels,
  [(person)-[line:REPORTS_TO]->(manager:Person) | {
    manager: manager.id, kind: line.kind, from: line.from, until: line.until
  }] AS lines,
  [(person)-[held:WORKS_IN]->(department:Department) | {
    department: department.id, from: held.from, until: held.until
  }] AS departments,
  [(person)-[held:HAS_CAPACITY]->(capacity:Capacity) | {
    capacity: capacity.id, from: held.from, until: held.until
  }] AS capacities,
  [(person)-[named:DELEGATES_TO]->(deputy:Person) | {
    deputy: deputy.id, from: named.from, until: named.until
  }] AS deputies
