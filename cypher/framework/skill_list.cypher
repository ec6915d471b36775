// Every skill of the catalogue with how many roles it stands in and how many expectations there are.
// access: read
// params: none
// returns: many (framework, domain, category, skill, roles, expectations)
MATCH (framework:Framework)-[:CURRENT]->(version:FrameworkVersion)
WHERE framework.id > ''
MATCH (version)-[area:HAS_DOMAIN]->(domain:Domain)-[group:HAS_CATEGORY]->(category:Category)-[position:HAS_SKILL]->(skill:Skill)
RETURN framework {.key, .name_en, .name_zh, .attribution, number: version.number} AS framework,
  domain {.key, .name_en, .name_zh} AS domain,
  category {.key, .name_en, .name_zh} AS category,
  skill {.slug, .name_en, .name_zh, .description_en, .description_zh} AS skill,
  COUNT {
    MATCH (skill)<-[:OF_SKILL]-(:Expectation)<-[:EXPECTS]-(:Level)<-[:HAS_LEVEL]-(role:Role)
    RETURN DISTINCT role
  } AS roles,
  COUNT { (skill)<-[:OF_SKILL]-() } AS expectations
ORDER BY framework.key, area.order, group.order, position.order
