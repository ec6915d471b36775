// The version of a framework that is shown, if one is published.
// access: read
// params: framework
// returns: one (id, framework, number, state, content_hash)
MATCH (framework:Framework {id: $framework})-[:CURRENT]->(version:FrameworkVersion)
RETURN version.id AS id, framework.id AS framework, version.number AS number, version.state AS state,
  version.content_hash AS content_hash
