// Each Domain has an id of its own.
// access: schema
CREATE CONSTRAINT domain_id IF NOT EXISTS
FOR (node:Domain) REQUIRE node.id IS UNIQUE
