// Each Event has an id of its own.
// access: schema
CREATE CONSTRAINT event_id IF NOT EXISTS
FOR (node:Event) REQUIRE node.id IS UNIQUE
