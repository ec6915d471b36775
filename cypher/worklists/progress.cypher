// A cycle for HR, and whether the reader is HR today.
// access: read
// params: cycle, actor, today
// returns: one (cycle, allowed, versions, managers, jobs)
MATCH (cycle:Cycle {id: $cycle})
RETURN cycle {.*} AS cycle, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed,
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
  } AS managers,
  COLLECT {
    MATCH (job:Job {about: $cycle, kind: 'reviews'})
    RETURN job {
      .id, .kind, .about, .asker, .relied_on, .capacity, .state, .asked_at, .done, .of, .step, .why, .attempts, .taken_by,
      .input
    }
    ORDER BY job.asked_at DESC, job.id
    LIMIT 5
  } AS jobs
