// The packs that have been ready since before a moment.
// access: read
// params: before
// returns: many (pack, session)
MATCH (pack:Pack)-[:OF_SESSION]->(session:Session)
WHERE pack.state = 'ready' AND pack.ended_at < $before
RETURN pack {.*} AS pack, session.id AS session
ORDER BY pack.ended_at
LIMIT 100
