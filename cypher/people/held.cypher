// What several people hold by dated edges, each as (to, from, until), and the ends of their event streams.
// access: read
// params: people
// returns: many (person, seq, head, leaves_on, levels, lines, departments, capacities, deputies)
UNWIND $people AS id
MATCH (person:Person {id: id})
RETURN person.id AS person, person.seq AS seq, person.head AS head, person.leaves_on AS leaves_on,
  [(person)-[held:HOLDS]->(level:Level) | [level.id, held.from, held.until]] AS levels,
  [(person)-[line:REPORTS_TO]->(manager:Person) | [line.kind, manager.id, line.from, line.until]] AS lines,
  [(person)-[held:WORKS_IN]->(department:Department) | [department.id, held.from, held.until]] AS departments,
  [(person)-[held:HAS_CAPACITY]->(capacity:Capacity) | [capacity.id, held.from, held.until]] AS capacities,
  [(person)-[named:DELEGATES_TO]->(deputy:Person) | [deputy.id, named.from, named.until]] AS deputies
