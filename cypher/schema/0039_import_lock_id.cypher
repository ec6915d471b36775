// Each ImportLock has an id of its own.
// access: schema
CREATE CONSTRAINT import_lock_id IF NOT EXISTS
FOR (node:ImportLock) REQUIRE node.id IS UNIQUE
