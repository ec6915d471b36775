// The keys of the files that ready packs name.
// access: read
// params: none
// returns: many (key)
MATCH (pack:Pack)
WHERE pack.state = 'ready' AND pack.key > ''
RETURN pack.key AS key
