// All frameworks by key with their versions, the newest first.
// access: read
// params: none
// returns: many (framework, versions)
MATCH (framework:Framework)
WHERE framework.id > ''
WITH framework
ORDER BY framework.id
RETURN framework {.key, .name_en, .name_zh, .source, .licence, .attribution} AS framework,
  COLLECT {
    MATCH (framework)-[:HAS_VERSION]->(version:FrameworkVersion)
    RETURN version {
      .number, .state, .published_at, .loaded_at, .file, .licence,
      filled: coalesce(version.filling, '') = '',
      current: EXISTS { (framework)-[:CURRENT]->(version) },
      roles: COUNT { (version)-[:HAS_ROLE]->(:Role) },
      skills: COUNT { (version)-[:HAS_DOMAIN]->(:Domain)-[:HAS_CATEGORY]->(:Category)-[:HAS_SKILL]->(:Skill) },
      reviews: COUNT { (version)<-[:PINNED_TO]-(:Review) }
    }
    ORDER BY version.number DESC
  } AS versions
