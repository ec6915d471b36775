// Each Role has an id of its own.
// access: schema
CREATE CONSTRAINT role_id IF NOT EXISTS
FOR (node:Role) REQUIRE node.id IS UNIQUE
