// The levels that a file of people may name: those of the versions that are shown, and those that somebody holds.
// access: read
// params: none
// returns: many (id, key, name_en, name_zh, rank, role, role_key, role_slug, role_zh, framework, current)
MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion)-[:HAS_ROLE]->(role:Role)-[:HAS_LEVEL]->(level:Level)
WHERE framework.id > ''
WITH framework, version, role, level, EXISTS { (framework)-[:CURRENT]->(version) } AS current
WHERE current OR EXISTS { (level)<-[:HOLDS]-(:Person) }
RETURN level.id AS id, level.key AS key, level.name_en AS name_en, level.name_zh AS name_zh, level.rank AS rank,
  role.name_en AS role, role.key AS role_key, role.slug AS role_slug, role.name_zh AS role_zh,
  framework.id AS framework, current
ORDER BY framework, role, rank
