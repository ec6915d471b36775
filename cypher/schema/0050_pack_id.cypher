// A pack is one thing.
// access: schema
CREATE CONSTRAINT pack_id IF NOT EXISTS
FOR (node:Pack) REQUIRE node.id IS UNIQUE
