// The expectations of a level and of a target level by skill, to see which texts a repin leaves unchanged.
// access: read
// params: version, level, target
// returns: many (part, role, skill, id, text_en, text_zh)
MATCH (version:FrameworkVersion {id: $version, state: 'published'})
UNWIND [{part: 'current', level: $level}, {part: 'target', level: $target}] AS side
MATCH (version)-[:HAS_ROLE]->(role:Role)-[:HAS_LEVEL]->(:Level {id: side.level})-[:EXPECTS]->(expectation:Expectation)
MATCH (expectation)-[:OF_SKILL]->(skill:Skill)
RETURN side.part AS part, role.key AS role, skill.key AS skill, expectation.id AS id, expectation.text_en AS text_en,
  expectation.text_zh AS text_zh
