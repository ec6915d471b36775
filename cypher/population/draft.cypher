// A cycle with the end of its stream and the job that opens it, for HR.
// access: read
// params: cycle, actor, today, trusted
// returns: one (allowed, cycle, opening, beat_at, reviews, versions, managers)
MATCH (cycle:Cycle {id: $cycle})
OPTIONAL MATCH (opening:Job {id: 'opening-' + $cycle})
RETURN $trusted OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed, cycle {.*} AS cycle, opening {.*} AS opening,
  head(COLLECT {
    MATCH (worker:Worker) WHERE worker.id > '' RETURN worker.beat_at ORDER BY worker.beat_at DESC LIMIT 1
  }) AS beat_at,
  COUNT { (cycle)<-[:IN_CYCLE]-(:Review) } AS reviews,
  COLLECT {
    UNWIND coalesce(cycle.versions, []) AS id
    MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: id})
    RETURN {
      number: version.number, name_en: framework.name_en, name_zh: framework.name_zh,
      roles: COLLECT {
        MATCH (version)-[:HAS_ROLE]->(role:Role)
        WHERE framework.id + '/' + role.key IN coalesce(cycle.in_roles, [])
        RETURN {key: framework.id + '/' + role.key, name_en: role.name_en, name_zh: role.name_zh}
      },
      levels: COLLECT {
        MATCH (version)-[:HAS_ROLE]->(:Role)-[:HAS_LEVEL]->(level:Level)
        WHERE level.key IN coalesce(cycle.in_levels, [])
        RETURN DISTINCT level {.key, .name_en, .name_zh}
      }
    }
  } AS versions,
  COLLECT {
    MATCH (manager:Person)
    WHERE manager.id IN coalesce(cycle.in_managers, [])
    RETURN manager {.id, .name, .name_zh}
  } AS managers
