// Each Decision has an id of its own.
// access: schema
CREATE CONSTRAINT decision_id IF NOT EXISTS
FOR (node:Decision) REQUIRE node.id IS UNIQUE
