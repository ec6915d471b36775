// Each FrameworkVersion has an id of its own.
// access: schema
CREATE CONSTRAINT framework_version_id IF NOT EXISTS
FOR (node:FrameworkVersion) REQUIRE node.id IS UNIQUE
