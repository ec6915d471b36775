// Skill pages are found by slug, across versions.
// access: schema
CREATE INDEX skill_slug IF NOT EXISTS
FOR (node:Skill) ON (node.slug)
