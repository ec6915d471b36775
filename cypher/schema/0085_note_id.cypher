// Each Note has an id of its own.
// access: schema
CREATE CONSTRAINT note_id IF NOT EXISTS
FOR (node:Note) REQUIRE node.id IS UNIQUE
