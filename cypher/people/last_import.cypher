// The last import of people, the last one of a file with the same bytes, the last whose columns were called so,
// and which change of a line manager was the last.
// access: read
// params: digest, headings
// returns: one (last, same, mapping, changed)
OPTIONAL MATCH (lock:ImportLock {id: 'people'})
OPTIONAL MATCH (all:ReportingLines {id: 'lines'})
RETURN lock.last AS last,
  head(COLLECT {
    MATCH (same:Import)
    WHERE same.id > '' AND same.kind = 'people' AND same.digest = $digest
    RETURN same.id ORDER BY same.at DESC LIMIT 1
  }) AS same,
  head(COLLECT {
    MATCH (like:Import)
    WHERE like.id > '' AND like.kind = 'people' AND like.headings = $headings
    RETURN like.mapping ORDER BY like.at DESC LIMIT 1
  }) AS mapping,
  coalesce(all.changed, '') AS changed
