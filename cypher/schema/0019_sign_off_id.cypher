// Each SignOff has an id of its own.
// access: schema
CREATE CONSTRAINT sign_off_id IF NOT EXISTS
FOR (node:SignOff) REQUIRE node.id IS UNIQUE
