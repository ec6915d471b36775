// Says that a draft is filled, from which file, by whom, and what it changes, with an event in the installation's stream;
// before this it cannot be published. No row where another load took it over, or that stream moved.
// access: write
// params: version, stamp, file, digest, changes, actor, now, event
// returns: one (id)
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
SET version.filling = '', version.filled = $stamp, version.file = $file, version.digest = $digest,
  version.changes = $changes, version.loaded_by = $actor, version.loaded_at = $now
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
RETURN version.id AS id
