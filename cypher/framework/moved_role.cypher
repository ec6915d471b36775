// The slug today of a role that had another one in an earlier version of its framework.
// access: read
// params: slug
// returns: one (slug)
MATCH (old:Role {slug: $slug})<-[:HAS_ROLE]-(:FrameworkVersion)<-[:HAS_VERSION]-(framework:Framework)
MATCH (framework)-[:CURRENT]->(:FrameworkVersion)-[:HAS_ROLE]->(now:Role {key: old.key})
WHERE now.slug <> $slug
RETURN now.slug AS slug
LIMIT 1
