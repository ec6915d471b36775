// The slugs that one framework's skills and roles have had, the newest last, and which of the wanted ones belong to other frameworks.
// access: read
// params: framework, skill_slugs, role_slugs
// returns: one (own_skills, own_roles, other_skills, other_roles)
RETURN
  COLLECT {
    MATCH (:Framework {id: $framework})-[:HAS_VERSION]->(version:FrameworkVersion)
    MATCH (version)-[:HAS_DOMAIN]->(:Domain)-[:HAS_CATEGORY]->(:Category)-[:HAS_SKILL]->(skill:Skill)
    WITH skill.key AS key, skill.slug AS slug, max(version.number) AS newest
    ORDER BY newest
    RETURN {key: key, slug: slug}
  } AS own_skills,
  COLLECT {
    MATCH (:Framework {id: $framework})-[:HAS_VERSION]->(version:FrameworkVersion)-[:HAS_ROLE]->(role:Role)
    WITH role.key AS key, role.slug AS slug, max(version.number) AS newest
    ORDER BY newest
    RETURN {key: key, slug: slug}
  } AS own_roles,
  COLLECT {
    UNWIND $skill_slugs AS slug
    MATCH (skill:Skill {slug: slug})<-[:HAS_SKILL]-(:Category)<-[:HAS_CATEGORY]-(:Domain)<-[:HAS_DOMAIN]-(version)
    WHERE version.framework <> $framework
    RETURN DISTINCT slug
  } AS other_skills,
  COLLECT {
    UNWIND $role_slugs AS slug
    MATCH (role:Role {slug: slug})<-[:HAS_ROLE]-(version)
    WHERE version.framework <> $framework
    RETURN DISTINCT slug
  } AS other_roles
