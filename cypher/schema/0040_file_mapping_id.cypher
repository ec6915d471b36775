// Each FileMapping has an id of its own.
// access: schema
CREATE CONSTRAINT file_mapping_id IF NOT EXISTS
FOR (node:FileMapping) REQUIRE node.id IS UNIQUE
