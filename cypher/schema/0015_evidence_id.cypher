// Each Evidence has an id of its own.
// access: schema
CREATE CONSTRAINT evidence_id IF NOT EXISTS
FOR (node:Evidence) REQUIRE node.id IS UNIQUE
