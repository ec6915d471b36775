// Each Opening has an id of its own: that of its cycle.
// access: schema
CREATE CONSTRAINT opening_id IF NOT EXISTS
FOR (node:Opening) REQUIRE node.id IS UNIQUE
