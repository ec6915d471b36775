// How files with these headings were read before.
// access: read
// params: id
// returns: one (choices)
MATCH (mapping:FileMapping {id: $id})
RETURN mapping.choices AS choices
