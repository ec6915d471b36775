// Adds expectations to the levels of a draft; a row is {id, level, skill, node}.
// access: write
// params: version, stamp, rows
// returns: one (added)
// writes: Expectation required, text_en, text_zh
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MATCH (level:Level {id: row.level})
MATCH (skill:Skill {id: row.skill})
MERGE (expectation:Expectation {id: row.id})
SET expectation += row.node
MERGE (level)-[:EXPECTS]->(expectation)
MERGE (expectation)-[:OF_SKILL]->(skill)
RETURN count(*) AS added
