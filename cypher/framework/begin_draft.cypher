// Begins the next draft of a framework, or takes over the draft that is there; `stamp` marks who fills it.
// access: write
// params: framework, names, stamp
// returns: one (version, number)
// writes: Framework name_en, name_zh, source, licence, attribution; FrameworkVersion name_en, name_zh, source, licence, attribution
MERGE (framework:Framework {id: $framework})
ON CREATE SET framework += $names, framework.key = $framework, framework.seq = 0, framework.head = ''
WITH framework
OPTIONAL MATCH (framework)-[:HAS_VERSION]->(version:FrameworkVersion)
WITH framework, max(version.number) AS last, max(CASE version.state WHEN 'draft' THEN version.number END) AS draft
WITH framework, coalesce(draft, last + 1, 1) AS number
MERGE (version:FrameworkVersion {id: framework.id + '@' + toString(number)})
ON CREATE SET version.framework = framework.id, version.number = number, version.state = 'draft'
MERGE (framework)-[:HAS_VERSION]->(version)
SET version += $names, version.filling = $stamp
RETURN version.id AS version, version.number AS number
