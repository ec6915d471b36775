// Adds categories to the domains of a draft; a row is {id, domain, order, node}.
// access: write
// params: version, stamp, rows
// returns: one (added)
// writes: Category key, name_en, name_zh
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MATCH (domain:Domain {id: row.domain})
MERGE (category:Category {id: row.id})
SET category += row.node
MERGE (domain)-[position:HAS_CATEGORY]->(category)
SET position.order = row.order
RETURN count(*) AS added
