// Each Capacity has an id of its own.
// access: schema
CREATE CONSTRAINT capacity_id IF NOT EXISTS
FOR (node:Capacity) REQUIRE node.id IS UNIQUE
