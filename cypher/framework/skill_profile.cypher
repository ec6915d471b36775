// One skill of the catalogue: where it belongs, what each level expects of it, one stretch of its roles in full,
// and the reader's own open reviews that ask about it.
// (coalesce keeps the planner from beginning at all roles, to whose names it would expect few to fit.)
// access: read
// params: slug, role, skip, limit, actor, open_states
// returns: one (skill, category, domain, framework, requires, leads_to, steps, role_count, matching, roles, to_rate)
MATCH (skill:Skill {slug: $slug})<-[:HAS_SKILL]-(category:Category)<-[:HAS_CATEGORY]-(domain:Domain)
MATCH (domain)<-[:HAS_DOMAIN]-(version:FrameworkVersion)<-[:CURRENT]-(framework:Framework)
RETURN skill {.key, .slug, .name_en, .name_zh, .description_en, .description_zh, .updated_on} AS skill,
  category {.key, .name_en, .name_zh} AS category,
  domain {.key, .name_en, .name_zh} AS domain,
  framework {.key, .name_en, .name_zh, .source, .licence, .attribution, number: version.number} AS framework,
  COLLECT { MATCH (skill)-[:REQUIRES]->(base:Skill) RETURN base {.slug, .name_en, .name_zh} ORDER BY base.key } AS requires,
  COLLECT { MATCH (skill)<-[:REQUIRES]-(later:Skill) RETURN later {.slug, .name_en, .name_zh} ORDER BY later.key } AS leads_to,
  COLLECT {
    MATCH (skill)<-[:OF_SKILL]-(expectation:Expectation)<-[:EXPECTS]-(level:Level)
    WITH level.key AS key, level.rank AS rank, min(level.name_en) AS name_en, min(level.name_zh) AS name_zh,
      count(*) AS total, count(CASE WHEN expectation.required THEN 1 END) AS required
    RETURN {key: key, rank: rank, name_en: name_en, name_zh: name_zh, total: total, required: required}
    ORDER BY rank, key
  } AS steps,
  COUNT {
    MATCH (skill)<-[:OF_SKILL]-(:Expectation)<-[:EXPECTS]-(:Level)<-[:HAS_LEVEL]-(role:Role)
    RETURN DISTINCT role
  } AS role_count,
  COUNT {
    MATCH (skill)<-[:OF_SKILL]-(:Expectation)<-[:EXPECTS]-(:Level)<-[:HAS_LEVEL]-(role:Role)
    WHERE coalesce(role.exact_names, '') CONTAINS $role
    RETURN DISTINCT role
  } AS matching,
  COLLECT {
    MATCH (skill)<-[:OF_SKILL]-(:Expectation)<-[:EXPECTS]-(:Level)<-[:HAS_LEVEL]-(role:Role)<-[position:HAS_ROLE]-(version)
    WHERE coalesce(role.exact_names, '') CONTAINS $role
    WITH DISTINCT role, position.order AS order, skill
    ORDER BY order
    SKIP $skip
    LIMIT $limit
    RETURN role {
      .key, .slug, .name_en, .name_zh,
      levels: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)
        OPTIONAL MATCH (cell:Expectation {id: level.id + '/' + skill.key})
        RETURN level {
          .key, .rank, .name_en, .name_zh,
          next: COLLECT { MATCH (level)-[:NEXT]->(next:Level) RETURN next.key ORDER BY next.key },
          cell: cell {.id, .required, .text_en, .text_zh}
        }
        ORDER BY level.rank, level.key
      }
    }
    ORDER BY order
  } AS roles,
  COLLECT {
    MATCH (:Person {id: $actor})<-[:ABOUT]-(review:Review)-[:AT|TOWARDS]->(level:Level)
    WHERE review.state IN $open_states
    MATCH (asked:Expectation {id: level.id + '/' + skill.key})
    RETURN {review: review.id, expectation: asked.id}
  } AS to_rate
