// Each Framework has an id of its own.
// access: schema
CREATE CONSTRAINT framework_id IF NOT EXISTS
FOR (node:Framework) REQUIRE node.id IS UNIQUE
