// Each Cycle has an id of its own.
// access: schema
CREATE CONSTRAINT cycle_id IF NOT EXISTS
FOR (node:Cycle) REQUIRE node.id IS UNIQUE
