// Says which skill of a draft requires which; a row is {skill, requires}.
// access: write
// params: version, stamp, rows
// returns: one (added)
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MATCH (skill:Skill {id: row.skill})
MATCH (base:Skill {id: row.requires})
MERGE (skill)-[:REQUIRES]->(base)
RETURN count(*) AS added
