// A cycle with the end of its stream and the job that opens it, for HR.
// access: read
// params: cycle, actor, today, trusted
// returns: one (allowed, cycle, opening, beat_at, reviews)
MATCH (cycle:Cycle {id: $cycle})
OPTIONAL MATCH (opening:Opening {id: $cycle})
RETURN $trusted OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed, cycle {.*} AS cycle, opening {.*} AS opening,
  head(COLLECT {
    MATCH (worker:Worker) WHERE worker.id > '' RETURN worker.beat_at ORDER BY worker.beat_at DESC LIMIT 1
  }) AS beat_at,
  COUNT { (cycle)<-[:IN_CYCLE]-(:Review) } AS reviews
