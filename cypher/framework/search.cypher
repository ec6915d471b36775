// Skills and roles of the catalogue: those whose names are as typed (found 0), whose names or texts hold all words (1),
// and where no name is as typed, whose names come near (2); best first.
// access: read
// params: named, told, near, limit
// returns: many (kind, found, slug, name_en, name_zh, description_en, description_zh, framework)
CALL () {
  CALL db.index.fulltext.queryNodes('catalogue_words', $named) YIELD node, score
  RETURN collect({node: node, score: score}) AS named
}
CALL (named) {
  UNWIND named AS hit
  RETURN hit.node AS node, 0 AS found, hit.score AS score
  UNION ALL
  CALL db.index.fulltext.queryNodes('catalogue_words', $told) YIELD node, score
  RETURN node, 1 AS found, score
  UNION ALL
  UNWIND CASE WHEN size(named) = 0 THEN [$near] ELSE [] END AS near
  CALL db.index.fulltext.queryNodes('catalogue_words', near) YIELD node, score
  RETURN node, 2 AS found, score
}
WITH node, min(found) AS found, max(score) AS score
CALL (node) {
  MATCH (node)<-[:HAS_ROLE]-(:FrameworkVersion)<-[:CURRENT]-(framework:Framework)
  RETURN 'role' AS kind, framework
  UNION ALL
  MATCH (node)<-[:HAS_SKILL]-(:Category)<-[:HAS_CATEGORY]-(:Domain)<-[:HAS_DOMAIN]-(:FrameworkVersion)<-[:CURRENT]-(framework:Framework)
  RETURN 'skill' AS kind, framework
}
RETURN kind, found, node.slug AS slug, node.name_en AS name_en, node.name_zh AS name_zh,
  node.description_en AS description_en, node.description_zh AS description_zh,
  framework {.key, .name_en, .name_zh} AS framework
ORDER BY found, score DESC, node.slug
LIMIT $limit
