// Publishes a filled draft as the version that is shown, and appends the event, unless anything moved since it was read.
// access: write
// params: version, filled, content_hash, now, seq, head, event
// returns: one (id)
MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: $version})
SET framework.lock = $event.id
REMOVE framework.lock
WITH framework, version
WHERE version.state = 'draft' AND version.filling = '' AND version.filled = $filled
  AND framework.seq = $seq AND framework.head = $head
SET version.state = 'published', version.published_at = $now, version.content_hash = $content_hash,
  framework.seq = framework.seq + 1, framework.head = $event.hash,
  framework.name_en = coalesce(version.name_en, framework.name_en),
  framework.name_zh = coalesce(version.name_zh, framework.name_zh),
  framework.source = coalesce(version.source, framework.source),
  framework.licence = coalesce(version.licence, framework.licence),
  framework.attribution = coalesce(version.attribution, framework.attribution)
CREATE (framework)-[:RECORDED]->(event:Event)
SET event = $event
WITH framework, version
CALL (framework) {
  OPTIONAL MATCH (framework)-[shown:CURRENT]->(:FrameworkVersion)
  DELETE shown
  RETURN count(*) AS replaced
}
MERGE (framework)-[:CURRENT]->(version)
RETURN version.id AS id
