// Every published framework version, with the hash of its content.
// access: read
// params: none
// returns: many (framework, version, content_hash)
MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion)
WHERE version.id > '' AND version.state <> 'draft'
RETURN framework.id AS framework, version.id AS version, version.content_hash AS content_hash
ORDER BY version
