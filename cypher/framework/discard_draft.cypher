// Removes a draft with all that it says; the framework, too, if it has no other version and no event.
// (`shown` is the load that somebody looked at, '' for any.)
// access: write
// params: version, shown
// returns: one (removed)
MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: $version, state: 'draft'})
WHERE $shown IN ['', version.filled]
CALL (version) {
  MATCH (version)-[:HAS_ROLE]->(role:Role)
  OPTIONAL MATCH (role)-[:HAS_LEVEL]->(level:Level)
  OPTIONAL MATCH (level)-[:EXPECTS]->(expectation:Expectation)
  DETACH DELETE expectation
  WITH DISTINCT role, level
  DETACH DELETE level
  WITH DISTINCT role
  DETACH DELETE role
  RETURN count(*) AS roles
}
CALL (version) {
  MATCH (version)-[:HAS_DOMAIN]->(domain:Domain)
  OPTIONAL MATCH (domain)-[:HAS_CATEGORY]->(category:Category)
  OPTIONAL MATCH (category)-[:HAS_SKILL]->(skill:Skill)
  DETACH DELETE skill
  WITH DISTINCT domain, category
  DETACH DELETE category
  WITH DISTINCT domain
  DETACH DELETE domain
  RETURN count(*) AS domains
}
DETACH DELETE version
WITH framework, roles, domains
CALL (framework) {
  WITH framework
  WHERE framework.seq = 0 AND NOT EXISTS { (framework)-[:HAS_VERSION]->(:FrameworkVersion) }
  DETACH DELETE framework
}
RETURN roles + domains + 1 AS removed
