// Each Mail has an id of its own.
// access: schema
CREATE CONSTRAINT mail_id IF NOT EXISTS
FOR (node:Mail) REQUIRE node.id IS UNIQUE
