// Each Skill has an id of its own.
// access: schema
CREATE CONSTRAINT skill_id IF NOT EXISTS
FOR (node:Skill) REQUIRE node.id IS UNIQUE
