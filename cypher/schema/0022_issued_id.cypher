// Each Issued has an id of its own.
// access: schema
CREATE CONSTRAINT issued_id IF NOT EXISTS
FOR (node:Issued) REQUIRE node.id IS UNIQUE
