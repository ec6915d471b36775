// Each Job has an id of its own.
// access: schema
CREATE CONSTRAINT job_id IF NOT EXISTS
FOR (node:Job) REQUIRE node.id IS UNIQUE
