// Each Seal has an id of its own.
// access: schema
CREATE CONSTRAINT seal_id IF NOT EXISTS
FOR (node:Seal) REQUIRE node.id IS UNIQUE
