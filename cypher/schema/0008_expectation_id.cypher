// Each Expectation has an id of its own.
// access: schema
CREATE CONSTRAINT expectation_id IF NOT EXISTS
FOR (node:Expectation) REQUIRE node.id IS UNIQUE
