// Every stream with where its owner says that it stands; the state of a review or session beside. A framework has a
// stream once it has published something; an import of people has one of its own, a cycle once
// somebody asked for it to be opened; the installation has one for its set-up and for drafts.
// access: read
// params: none
// returns: many (stream, kind, seq, head, state, revision)
CALL () {
  MATCH (owner:Review)
  WHERE owner.id > ''
  RETURN owner, 'review' AS kind
  UNION ALL
  MATCH (owner:Person)
  WHERE owner.id > ''
  RETURN owner, 'person' AS kind
  UNION ALL
  MATCH (owner:Session)
  WHERE owner.id > ''
  RETURN owner, 'session' AS kind
  UNION ALL
  MATCH (owner:Framework)
  WHERE owner.id > '' AND (owner.seq IS NOT NULL OR EXISTS { (owner)-[:RECORDED]->() })
  RETURN owner, 'framework' AS kind
  UNION ALL
  MATCH (owner:Cycle)
  WHERE owner.id > '' AND (owner.seq IS NOT NULL OR EXISTS { (owner)-[:RECORDED]->() })
  RETURN owner, 'cycle' AS kind
  UNION ALL
  MATCH (owner:Installation)
  WHERE owner.id > '' AND (owner.seq IS NOT NULL OR EXISTS { (owner)-[:RECORDED]->() })
  RETURN owner, 'installation' AS kind
  UNION ALL
  MATCH (owner:Import)
  WHERE owner.id > ''
  RETURN owner, 'import' AS kind
}
RETURN owner.id AS stream, kind, owner.seq AS seq, owner.head AS head,
  CASE WHEN kind IN ['review', 'session'] THEN owner.state END AS state, CASE kind WHEN 'review' THEN owner.revision END AS revision
ORDER BY kind, stream
