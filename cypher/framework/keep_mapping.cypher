// Keeps how files with these headings are read.
// access: write
// params: id, choices, actor, now
// returns: one (id)
MERGE (mapping:FileMapping {id: $id})
SET mapping.choices = $choices, mapping.made_by = $actor, mapping.made_at = $now
RETURN mapping.id AS id
