// Every index of the graph with its state; a constraint has an index of its own name.
// access: read
// params: none
// returns: many (name, state)
SHOW INDEXES YIELD name, state
RETURN name, state ORDER BY name
