// One organisation an installation.
// access: schema
CREATE CONSTRAINT organisation_id IF NOT EXISTS
FOR (node:Organisation) REQUIRE node.id IS UNIQUE
