// The packs that wait or are in the making, the oldest first, each with the last sign of the worker that makes it.
// access: read
// params: states
// returns: many (pack, session, beat_at)
MATCH (pack:Pack)-[:OF_SESSION]->(session:Session)
WHERE pack.state IN $states
OPTIONAL MATCH (worker:Worker {id: coalesce(pack.taken_by, '')})
RETURN pack {.*} AS pack, session.id AS session, worker.beat_at AS beat_at
ORDER BY pack.asked_at, pack.id
