// The slug today of a skill that had another one in an earlier version of its framework.
// access: read
// params: slug
// returns: one (slug)
MATCH (old:Skill {slug: $slug})<-[:HAS_SKILL]-(:Category)<-[:HAS_CATEGORY]-(:Domain)<-[:HAS_DOMAIN]-(:FrameworkVersion)
      <-[:HAS_VERSION]-(framework:Framework)-[:CURRENT]->(version:FrameworkVersion)
MATCH (version)-[:HAS_DOMAIN]->(:Domain)-[:HAS_CATEGORY]->(:Category)-[:HAS_SKILL]->(now:Skill {key: old.key})
WHERE now.slug <> $slug
RETURN now.slug AS slug
LIMIT 1
