// Takes everything out of a draft, so that a file can fill it as a whole.
// access: write
// params: version, stamp
// returns: one (removed)
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
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
RETURN roles + domains AS removed
