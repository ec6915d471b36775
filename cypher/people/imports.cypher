// The imports of people, the newest first.
// access: read
// params: limit
// returns: many (id, actor, name, name_zh, at, file)
MATCH (import:Import)
WHERE import.id > '' AND import.kind = 'people'
WITH import ORDER BY import.at DESC, import.id LIMIT $limit
OPTIONAL MATCH (person:Person {id: import.actor})
RETURN import.id AS id, import.actor AS actor, person.name AS name, person.name_zh AS name_zh, import.at AS at,
  import.file AS file
ORDER BY at DESC, id
