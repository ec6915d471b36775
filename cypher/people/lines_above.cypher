// The lines to line managers that are not over on a day: of some people and of all who are above them, each as (person,
// manager, from, until); and which change of any such line was the last.
// access: read
// params: people, since
// returns: one (changed, lines)
OPTIONAL MATCH (all:ReportingLines {id: 'lines'})
RETURN coalesce(all.changed, '') AS changed, COLLECT {
  UNWIND $people AS id
  MATCH (start:Person {id: id})
  MATCH (start)((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND coalesce(up.until, $since) >= $since]->(:Person)){0,60}(one:Person)
  WITH DISTINCT one
  MATCH (one)-[line:REPORTS_TO {kind: 'line'}]->(manager:Person)
  WHERE coalesce(line.until, $since) >= $since
  RETURN [one.id, manager.id, line.from, line.until]
} AS lines
