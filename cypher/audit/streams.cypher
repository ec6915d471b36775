// Every stream with where its owner says that it stands; the state and revision of a review beside.
// access: read
// params: none
// returns: many (stream, kind, seq, head, state, revision)
CALL () {
  MATCH (owner:Review)
  WHERE owner.id > ''
  RETURN owner, 'review' AS kind
  UNION ALL
  MATCH (owner:Person)
  WHERE owner.id > '' AND owner.seq IS NOT NULL
  RETURN owner, 'person' AS kind
  UNION ALL
  MATCH (owner:Session)
  WHERE owner.id > '' AND owner.seq IS NOT NULL
  RETURN owner, 'session' AS kind
  UNION ALL
  MATCH (owner:Framework)
  WHERE owner.id > '' AND owner.seq IS NOT NULL
  RETURN owner, 'framework' AS kind
}
RETURN owner.id AS stream, kind, coalesce(owner.seq, 0) AS seq, coalesce(owner.head, '') AS head,
  CASE kind WHEN 'review' THEN owner.state END AS state, CASE kind WHEN 'review' THEN owner.revision END AS revision
ORDER BY kind, stream
