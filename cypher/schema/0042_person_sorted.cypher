// People are listed by name.
// access: schema
CREATE INDEX person_sorted IF NOT EXISTS
FOR (node:Person) ON (node.sorted)
