// One stream of an installation; who appends to it waits for the other.
// access: schema
CREATE CONSTRAINT installation_id IF NOT EXISTS
FOR (node:Installation) REQUIRE node.id IS UNIQUE
