// Adds domains to a draft; a row is {id, order, node}.
// access: write
// params: version, stamp, rows
// returns: one (added)
// writes: Domain key, name_en, name_zh
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MERGE (domain:Domain {id: row.id})
SET domain += row.node
MERGE (version)-[position:HAS_DOMAIN]->(domain)
SET position.order = row.order
RETURN count(*) AS added
