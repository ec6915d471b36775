// A worker is one process.
// access: schema
CREATE CONSTRAINT worker_id IF NOT EXISTS
FOR (node:Worker) REQUIRE node.id IS UNIQUE
