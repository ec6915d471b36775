// Writes down which version of the schema the graph has; the last step of a migration.
// access: write
// params: version
// returns: nothing
MERGE (schema:Schema {id: 'schema'})
SET schema.version = $version
