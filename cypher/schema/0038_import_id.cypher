// Each Import has an id of its own.
// access: schema
CREATE CONSTRAINT import_id IF NOT EXISTS
FOR (node:Import) REQUIRE node.id IS UNIQUE
