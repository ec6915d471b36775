// One set-up address at a time; two who offer one wait for each other.
// access: schema
CREATE CONSTRAINT set_up_id IF NOT EXISTS
FOR (node:SetUp) REQUIRE node.id IS UNIQUE
