// Each Assessment has an id of its own.
// access: schema
CREATE CONSTRAINT assessment_id IF NOT EXISTS
FOR (node:Assessment) REQUIRE node.id IS UNIQUE
