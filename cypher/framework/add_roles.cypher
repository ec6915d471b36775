// Adds roles with their levels to a draft; a row is {id, order, node, levels: [{id, ...}]}.
// access: write
// params: version, stamp, rows
// returns: one (added)
// writes: Role key, slug, name_en, name_zh, description_en, description_zh; Level id, key, name_en, name_zh, rank
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MERGE (role:Role {id: row.id})
SET role += row.node
MERGE (version)-[position:HAS_ROLE]->(role)
SET position.order = row.order
WITH role, row
UNWIND row.levels AS step
MERGE (level:Level {id: step.id})
SET level += step
MERGE (role)-[:HAS_LEVEL]->(level)
RETURN count(*) AS added
