// The schema's stamp is found by its id.
// access: schema
CREATE CONSTRAINT schema_id IF NOT EXISTS
FOR (schema:Schema) REQUIRE schema.id IS UNIQUE
