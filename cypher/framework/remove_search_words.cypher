// Takes away what skills and roles of a framework's versions are found by that are not shown any more.
// access: write
// params: framework
// returns: nothing
MATCH (framework:Framework {id: $framework})-[:HAS_VERSION]->(version:FrameworkVersion)
WHERE version.search_form IS NOT NULL AND NOT EXISTS { (framework)-[:CURRENT]->(version) }
REMOVE version.search_form
WITH version
CALL (version) {
  MATCH (version)-[:HAS_DOMAIN]->(:Domain)-[:HAS_CATEGORY]->(:Category)-[:HAS_SKILL]->(thing:Skill)
  RETURN thing
  UNION ALL
  MATCH (version)-[:HAS_ROLE]->(thing:Role)
  RETURN thing
}
REMOVE thing.exact_names, thing.name_words, thing.name_sounds, thing.text_words
