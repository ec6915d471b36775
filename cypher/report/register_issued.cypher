// Registers a file issued of a signed revision under its signature; the same file is registered once.
// access: write
// params: sign_off, file, variant, language, paper, now, actor
// returns: one (first)
MATCH (sign_off:SignOff {id: $sign_off})
MERGE (issued:Issued {id: $file})
ON CREATE SET issued.variant = $variant, issued.language = $language, issued.paper = $paper, issued.at = $now,
  issued.fresh = true
MERGE (issued)-[:OF]->(sign_off)
WITH issued, coalesce(issued.fresh, false) AS first
REMOVE issued.fresh
WITH issued, first
MATCH (reader:Person {id: $actor})
MERGE (issued)-[:ISSUED_TO]->(reader)
RETURN first
