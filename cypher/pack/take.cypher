// A worker takes a pack that waits; nothing if it does not wait any more. What it takes in is noted as it stands now.
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
WITH pack, session
CALL (pack) {
  MATCH (pack)-[taken:TAKES_IN]->(review:Review)
  SET taken.seq = review.seq
  RETURN count(*) AS noted
}
RETURN pack {.*} AS pack, session.id AS session, [(pack)-[:TAKES_IN]->(review:Review) | review.id] AS reviews
