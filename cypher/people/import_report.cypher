// An import of people with its report, and who made it.
// access: read
// params: import
// returns: one (id, actor, name, name_zh, at, file, digest, report)
MATCH (import:Import {id: $import})
WHERE import.kind = 'people'
OPTIONAL MATCH (person:Person {id: import.actor})
RETURN import.id AS id, import.actor AS actor, person.name AS name, person.name_zh AS name_zh, import.at AS at,
  import.file AS file, import.digest AS digest, import.report AS report
