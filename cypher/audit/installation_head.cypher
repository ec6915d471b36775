// Where the stream of the installation stands.
// access: read
// params: none
// returns: one (seq, head)
OPTIONAL MATCH (installation:Installation {id: 'installation'})
RETURN coalesce(installation.seq, 0) AS seq, coalesce(installation.head, '') AS head
