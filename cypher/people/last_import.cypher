// The last import of people, the last one of a file with the same bytes, and the last whose columns were called so.
// access: read
// params: digest, headings
// returns: one (last, same, mapping)
OPTIONAL MATCH (lock:ImportLock {id: 'people'})
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
  }) AS mapping
