// Each Session has an id of its own.
// access: schema
CREATE CONSTRAINT session_id IF NOT EXISTS
FOR (node:Session) REQUIRE node.id IS UNIQUE
