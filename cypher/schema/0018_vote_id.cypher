// Each Vote has an id of its own.
// access: schema
CREATE CONSTRAINT vote_id IF NOT EXISTS
FOR (node:Vote) REQUIRE node.id IS UNIQUE
