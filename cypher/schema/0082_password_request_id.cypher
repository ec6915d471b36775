// Each PasswordRequest has an id of its own.
// access: schema
CREATE CONSTRAINT password_request_id IF NOT EXISTS
FOR (node:PasswordRequest) REQUIRE node.id IS UNIQUE
