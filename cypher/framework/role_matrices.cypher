// Whole roles of the catalogue with ladders and cells, in the order asked for, and which other roles could be beside them.
// access: read
// params: slugs, filter, choices
// returns: one (roles, choices, choice_count)
RETURN
  COLLECT {
    UNWIND range(0, size($slugs) - 1) AS place
    MATCH (role:Role {slug: $slugs[place]})<-[:HAS_ROLE]-(version:FrameworkVersion)<-[:CURRENT]-(framework:Framework)
    RETURN role {
      .key, .slug, .name_en, .name_zh, .description_en, .description_zh,
      place: place,
      framework: framework {.key, .name_en, .name_zh, .source, .licence, .attribution, number: version.number},
      levels: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)
        RETURN level {
          .key, .rank, .name_en, .name_zh,
          next: COLLECT { MATCH (level)-[:NEXT]->(next:Level) RETURN next.key ORDER BY next.key }
        }
        ORDER BY level.rank, level.key
      },
      cells: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)-[:EXPECTS]->(cell:Expectation)-[:OF_SKILL]->(skill:Skill)
        MATCH (skill)<-[at:HAS_SKILL]-(category:Category)<-[group:HAS_CATEGORY]-(domain:Domain)<-[area:HAS_DOMAIN]-(version)
        RETURN cell {
          .id, .required, .text_en, .text_zh,
          level: level.key,
          skill: skill {.key, .slug, .name_en, .name_zh},
          category: category {.key, .name_en, .name_zh},
          domain: domain {.key, .name_en, .name_zh},
          order: [area.order, group.order, at.order]
        }
      }
    }
  } AS roles,
  COLLECT {
    MATCH (framework:Framework)-[:CURRENT]->(version:FrameworkVersion)-[position:HAS_ROLE]->(role:Role)
    WHERE framework.id > '' AND $choices > 0 AND role.exact_names CONTAINS $filter
    WITH role, framework.id AS framework, position.order AS order
    ORDER BY framework, order
    LIMIT $choices
    RETURN role {
      .slug, .name_en, .name_zh,
      levels: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)
        RETURN level {.key, .name_en, .name_zh}
        ORDER BY level.rank, level.key
      }
    }
    ORDER BY framework, order
  } AS choices,
  COUNT {
    MATCH (framework:Framework)-[:CURRENT]->(:FrameworkVersion)-[:HAS_ROLE]->(role:Role)
    WHERE framework.id > '' AND $choices > 0 AND role.exact_names CONTAINS $filter
  } AS choice_count
