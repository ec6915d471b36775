// Role pages are found by slug, across versions.
// access: schema
CREATE INDEX role_slug IF NOT EXISTS
FOR (node:Role) ON (node.slug)
