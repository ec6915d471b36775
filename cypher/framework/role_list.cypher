// One stretch of the catalogue's roles whose names contain the filter, with their ladders and how many there are.
// access: read
// params: filter, skip, limit
// returns: one (total, roles)
RETURN
  COUNT {
    MATCH (framework:Framework)-[:CURRENT]->(:FrameworkVersion)-[:HAS_ROLE]->(role:Role)
    WHERE framework.id > '' AND role.exact_names CONTAINS $filter
  } AS total,
  COLLECT {
    MATCH (framework:Framework)-[:CURRENT]->(version:FrameworkVersion)-[position:HAS_ROLE]->(role:Role)
    WHERE framework.id > '' AND role.exact_names CONTAINS $filter
    WITH framework, version, role, position.order AS order
    ORDER BY framework.id, order
    SKIP $skip
    LIMIT $limit
    RETURN role {
      .slug, .name_en, .name_zh, .description_en, .description_zh,
      framework: framework {.key, .name_en, .name_zh, .attribution, number: version.number},
      levels: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)
        RETURN level {.key, .rank, .name_en, .name_zh}
        ORDER BY level.rank, level.key
      },
      skills: COUNT {
        MATCH (role)-[:HAS_LEVEL]->(:Level)-[:EXPECTS]->(:Expectation)-[:OF_SKILL]->(skill:Skill)
        RETURN DISTINCT skill
      }
    }
    ORDER BY framework.id, order
  } AS roles
