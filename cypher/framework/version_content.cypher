// Everything a framework version says, by keys, for its content hash; and what publishing it compares.
// access: read
// params: version
// returns: one (framework, number, state, filled, content_hash, seq, head, domains, categories, skills, roles, expectations)
MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: $version})
RETURN framework.id AS framework, version.number AS number, version.state AS state,
  CASE version.filling WHEN '' THEN version.filled END AS filled, version.content_hash AS content_hash,
  framework.seq AS seq, framework.head AS head,
  COLLECT {
    MATCH (version)-[position:HAS_DOMAIN]->(domain:Domain)
    RETURN domain {.key, .name_en, .name_zh}
    ORDER BY position.order
  } AS domains,
  COLLECT {
    MATCH (version)-[area:HAS_DOMAIN]->(domain:Domain)-[position:HAS_CATEGORY]->(category:Category)
    RETURN category {.key, .name_en, .name_zh, domain: domain.key}
    ORDER BY area.order, position.order
  } AS categories,
  COLLECT {
    MATCH (version)-[area:HAS_DOMAIN]->(:Domain)-[group:HAS_CATEGORY]->(category:Category)-[position:HAS_SKILL]->(skill:Skill)
    RETURN skill {
      .key, .name_en, .name_zh, .description_en, .description_zh, .updated_on,
      category: category.key, requires: COLLECT { MATCH (skill)-[:REQUIRES]->(base) RETURN base.key ORDER BY base.key }
    }
    ORDER BY area.order, group.order, position.order
  } AS skills,
  COLLECT {
    MATCH (version)-[position:HAS_ROLE]->(role:Role)
    RETURN role {
      .key, .name_en, .name_zh,
      levels: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)
        RETURN level {.key, .name_en, .name_zh, .rank}
        ORDER BY level.rank, level.key
      }
    }
    ORDER BY position.order
  } AS roles,
  COLLECT {
    MATCH (version)-[:HAS_ROLE]->(role:Role)-[:HAS_LEVEL]->(level:Level)-[:EXPECTS]->(expectation:Expectation)
    MATCH (expectation)-[:OF_SKILL]->(skill:Skill)
    RETURN expectation {.required, .text_en, .text_zh, role: role.key, level: level.key, skill: skill.key}
  } AS expectations
