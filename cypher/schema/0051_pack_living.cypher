// Of packs of the same content one is waiting, in the making or ready: two that are asked for at once become one.
// access: schema
CREATE CONSTRAINT pack_living IF NOT EXISTS
FOR (node:Pack) REQUIRE node.living IS UNIQUE
