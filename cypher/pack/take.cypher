// A worker takes a pack that waits; nothing if it does not wait any more.
// access: write
// params: pack, worker, now
// returns: one (pack, session, reviews)
MATCH (pack:Pack {id: $pack})-[:OF_SESSION]->(session:Session)
SET pack.lock = $worker
REMOVE pack.lock
WITH pack, session
WHERE pack.state = 'waiting'
SET pack.state = 'making', pack.taken_by = $worker, pack.attempts = pack.attempts + 1, pack.started_at = $now,
  pack.done = 0, pack.of = 0
RETURN pack {.*} AS pack, session.id AS session, [(pack)-[:TAKES_IN]->(review:Review) | review.id] AS reviews
