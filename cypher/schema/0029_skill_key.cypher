// The same skill is found by key in every version.
// access: schema
CREATE INDEX skill_key IF NOT EXISTS
FOR (node:Skill) ON (node.key)
