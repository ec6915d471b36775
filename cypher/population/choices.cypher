// What a cycle can be made of: the published framework versions with their roles and levels, the departments of today,
// and the organisation's time zone where it was set up on its page.
// access: read
// params: actor, today, trusted
// returns: one (allowed, versions, departments, people, time_zone)
WITH $trusted OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
RETURN allowed, COLLECT {
  MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {state: 'published'})
  WHERE framework.id > '' AND allowed
  RETURN {
    id: version.id, framework: framework.id, number: version.number,
    name_en: framework.name_en, name_zh: framework.name_zh,
    current: EXISTS { (framework)-[:CURRENT]->(version) },
    roles: COLLECT {
      MATCH (version)-[position:HAS_ROLE]->(role:Role)
      RETURN {
        key: role.key, name_en: role.name_en, name_zh: role.name_zh,
        levels: COLLECT {
          MATCH (role)-[:HAS_LEVEL]->(level:Level)
          RETURN level {.key, .rank, .name_en, .name_zh} ORDER BY level.rank, level.key
        }
      }
      ORDER BY position.order
    }
  }
  ORDER BY framework.id, version.number DESC
} AS versions, COLLECT {
  MATCH (department:Department)
  WHERE department.id > '' AND allowed AND EXISTS {
    MATCH (:Person)-[works:WORKS_IN]->(department) WHERE coalesce(works.until, $today) >= $today
  }
  RETURN department.id ORDER BY department.id
} AS departments, COLLECT {
  MATCH (person:Person)
  WHERE person.id > '' AND allowed
  RETURN person {.id, .email}
} AS people, head(COLLECT {
  MATCH (organisation:Organisation {id: 'organisation'})
  RETURN organisation.time_zone
}) AS time_zone
