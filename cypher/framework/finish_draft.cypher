// Says that a draft is filled; before this it cannot be published.
// access: write
// params: version, stamp
// returns: one (id)
MATCH (version:FrameworkVersion {id: $version, state: 'draft', filling: $stamp})
SET version.filling = '', version.filled = $stamp
RETURN version.id AS id
