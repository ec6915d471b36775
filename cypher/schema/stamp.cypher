// Which version of the schema the graph has, as the last migration wrote it down.
// access: read
// params: none
// returns: one (version)
MATCH (schema:Schema {id: 'schema'})
RETURN schema.version AS version
