// Each Rating has an id of its own.
// access: schema
CREATE CONSTRAINT rating_id IF NOT EXISTS
FOR (node:Rating) REQUIRE node.id IS UNIQUE
