// The version that a load has filled whose stamp begins with `stamp`.
// access: read
// params: stamp
// returns: one (id, framework, number, state, content_hash)
MATCH (version:FrameworkVersion)
WHERE version.id > '' AND version.filling = '' AND version.filled STARTS WITH $stamp
RETURN version.id AS id, version.framework AS framework, version.number AS number, version.state AS state,
  version.content_hash AS content_hash
ORDER BY version.number DESC LIMIT 1
