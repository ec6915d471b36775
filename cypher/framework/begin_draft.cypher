// Begins the next draft of a framework, or takes over the draft that is there; `stamp` marks who fills it. No row where
// the draft that is there is another than the one `there` (as framework/draft_there names it, '' for none), or the
// installation's stream moved. `event` says that a draft is replaced; null where there is none.
// access: write
// params: framework, names, stamp, there, event
// returns: one (version, number)
// writes: Framework name_en, name_zh, source, licence, attribution; FrameworkVersion name_en, name_zh, source, licence, attribution
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $stamp
REMOVE installation.lock
WITH installation
WHERE ($event IS NULL OR coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous)
  AND $there = coalesce(head(COLLECT {
    MATCH (:Framework {id: $framework})-[:HAS_VERSION]->(draft:FrameworkVersion {state: 'draft'})
    RETURN coalesce(draft.filling, '') + '/' + coalesce(draft.filled, '')
  }), '')
MERGE (framework:Framework {id: $framework})
ON CREATE SET framework += $names, framework.key = $framework, framework.seq = 0, framework.head = ''
SET framework.lock = $stamp
REMOVE framework.lock
WITH installation, framework
OPTIONAL MATCH (framework)-[:HAS_VERSION]->(version:FrameworkVersion)
WITH installation, framework, max(version.number) AS last, max(CASE version.state WHEN 'draft' THEN version.number END) AS draft
WITH installation, framework, coalesce(draft, last + 1, 1) AS number
MERGE (version:FrameworkVersion {id: framework.id + '@' + toString(number)})
ON CREATE SET version.framework = framework.id, version.number = number, version.state = 'draft'
MERGE (framework)-[:HAS_VERSION]->(version)
SET version += $names, version.filling = $stamp
FOREACH (one IN CASE WHEN $event IS NULL THEN [] ELSE [$event] END |
  SET installation.seq = one.seq, installation.head = one.hash
  CREATE (installation)-[:RECORDED]->(event:Event)
  SET event = one)
RETURN version.id AS version, version.number AS number
