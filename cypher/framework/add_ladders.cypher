// Says which level of a draft leads to which; a row is {level, next}.
// access: write
// params: version, stamp, rows
// returns: one (added)
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MATCH (level:Level {id: row.level})
MATCH (next:Level {id: row.next})
MERGE (level)-[:NEXT]->(next)
RETURN count(*) AS added
