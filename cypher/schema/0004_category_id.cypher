// Each Category has an id of its own.
// access: schema
CREATE CONSTRAINT category_id IF NOT EXISTS
FOR (node:Category) REQUIRE node.id IS UNIQUE
