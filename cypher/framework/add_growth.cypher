// Says into which expectation of the next level each expectation of a draft grows; a row is {from, into}.
// access: write
// params: version, stamp, rows
// returns: one (added)
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
UNWIND $rows AS row
MATCH (lower:Expectation {id: row.from})
MATCH (upper:Expectation {id: row.into})
MERGE (lower)-[:GROWS_INTO]->(upper)
RETURN count(*) AS added
