// One version of a framework with its roles and ladders, and what one of them expects: the role asked for, else the first.
// access: read
// params: version, role
// returns: one (framework, version, roles, cells)
MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: $version})
OPTIONAL MATCH (loader:Person {id: version.loaded_by})
OPTIONAL MATCH (version)-[asked:HAS_ROLE]->(one:Role)
WITH framework, version, loader, one, asked
ORDER BY CASE one.key WHEN $role THEN 0 ELSE 1 END, asked.order
WITH framework, version, loader, collect(one)[0] AS one
RETURN framework {.key, .name_en, .name_zh, .source, .licence, .attribution} AS framework,
  version {
    .id, .number, .state, .published_at, .content_hash, .loaded_at, .file, .digest, .changes,
    .name_en, .name_zh, .source, .licence, .attribution,
    filled: coalesce(version.filling, '') = '', load: coalesce(version.filled, ''),
    loaded_by: loader {name_en: loader.name, .name_zh},
    skills: COUNT { (version)-[:HAS_DOMAIN]->(:Domain)-[:HAS_CATEGORY]->(:Category)-[:HAS_SKILL]->(:Skill) },
    reviews: COUNT { (version)<-[:PINNED_TO]-(:Review) }
  } AS version,
  COLLECT {
    MATCH (version)-[position:HAS_ROLE]->(role:Role)
    RETURN role {
      .key, .name_en, .name_zh,
      chosen: role = one,
      levels: COLLECT {
        MATCH (role)-[:HAS_LEVEL]->(level:Level)
        RETURN level {.key, .name_en, .name_zh, .rank}
        ORDER BY level.rank, level.key
      }
    }
    ORDER BY position.order
  } AS roles,
  COLLECT {
    MATCH (one)-[:HAS_LEVEL]->(level:Level)-[:EXPECTS]->(cell:Expectation)-[:OF_SKILL]->(skill:Skill)
    MATCH (skill)<-[at:HAS_SKILL]-(category:Category)<-[group:HAS_CATEGORY]-(domain:Domain)<-[area:HAS_DOMAIN]-(version)
    RETURN cell {
      .required, .text_en, .text_zh,
      level: level.key,
      skill: skill {.key, .name_en, .name_zh},
      category: category {.name_en, .name_zh}
    }
    ORDER BY area.order, group.order, at.order, level.rank
  } AS cells
