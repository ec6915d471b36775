// Says that a draft is filled, from which file, by whom, and what it changes; before this it cannot be published.
// access: write
// params: version, stamp, file, digest, changes, actor, now
// returns: one (id)
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
SET version.filling = '', version.filled = $stamp, version.file = $file, version.digest = $digest,
  version.changes = $changes, version.loaded_by = $actor, version.loaded_at = $now
RETURN version.id AS id
