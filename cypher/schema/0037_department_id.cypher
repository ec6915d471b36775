// Each Department has an id of its own.
// access: schema
CREATE CONSTRAINT department_id IF NOT EXISTS
FOR (node:Department) REQUIRE node.id IS UNIQUE
