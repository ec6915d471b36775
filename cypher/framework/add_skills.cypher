// Adds skills to the categories of a draft; a row is {id, category, order, node}.
// access: write
// params: version, stamp, rows
// returns: one (added)
// writes: Skill key, slug, name_en, name_zh, description_en, description_zh, updated_on
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MATCH (category:Category {id: row.category})
MERGE (skill:Skill {id: row.id})
SET skill += row.node
MERGE (category)-[position:HAS_SKILL]->(skill)
SET position.order = row.order
RETURN count(*) AS added
