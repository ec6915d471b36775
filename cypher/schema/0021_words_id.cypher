// Each Words has an id of its own.
// access: schema
CREATE CONSTRAINT words_id IF NOT EXISTS
FOR (node:Words) REQUIRE node.id IS UNIQUE
