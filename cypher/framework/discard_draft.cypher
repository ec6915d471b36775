// Removes a draft with all that it says, with an event in the installation's stream; the framework, too, if it has no
// other version and no event. No row where it is no such draft, or that stream moved.
// (`shown` is the load that somebody looked at, '' for any.)
// access: write
// params: version, shown, event
// returns: one (removed)
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
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
WITH installation, framework, roles, domains
CALL (framework) {
  WITH framework
  WHERE framework.seq = 0 AND NOT EXISTS { (framework)-[:HAS_VERSION]->(:FrameworkVersion) }
  DETACH DELETE framework
}
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
RETURN roles + domains + 1 AS removed
