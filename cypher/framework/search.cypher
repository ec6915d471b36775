// Skills and roles of the catalogue that a full-text query finds in either language, best first.
// access: read
// params: words, limit
// returns: many (kind, slug, name_en, name_zh, description_en, description_zh, framework)
CALL db.index.fulltext.queryNodes('catalogue', $words) YIELD node, score
CALL (node) {
  MATCH (node)<-[:HAS_ROLE]-(:FrameworkVersion)<-[:CURRENT]-(framework:Framework)
  RETURN 'role' AS kind, framework
  UNION ALL
  MATCH (node)<-[:HAS_SKILL]-(:Category)<-[:HAS_CATEGORY]-(:Domain)<-[:HAS_DOMAIN]-(:FrameworkVersion)<-[:CURRENT]-(framework:Framework)
  RETURN 'skill' AS kind, framework
}
RETURN kind, node.slug AS slug, node.name_en AS name_en, node.name_zh AS name_zh,
  node.description_en AS description_en, node.description_zh AS description_zh,
  framework {.key, .name_en, .name_zh} AS framework
ORDER BY score DESC, node.slug
LIMIT $limit
