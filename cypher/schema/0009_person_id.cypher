// Each Person has an id of its own.
// access: schema
CREATE CONSTRAINT person_id IF NOT EXISTS
FOR (node:Person) REQUIRE node.id IS UNIQUE
