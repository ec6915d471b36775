// Each Level has an id of its own.
// access: schema
CREATE CONSTRAINT level_id IF NOT EXISTS
FOR (node:Level) REQUIRE node.id IS UNIQUE
