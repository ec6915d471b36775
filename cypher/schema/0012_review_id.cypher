// Each Review has an id of its own.
// access: schema
CREATE CONSTRAINT review_id IF NOT EXISTS
FOR (node:Review) REQUIRE node.id IS UNIQUE
