// Each Adjustment has an id of its own.
// access: schema
CREATE CONSTRAINT adjustment_id IF NOT EXISTS
FOR (node:Adjustment) REQUIRE node.id IS UNIQUE
