// Whether the graph answers: a database that has met a critical error accepts connections and begins no transaction.
// access: read
// params: none
// returns: one (answer)
RETURN 1 AS answer
