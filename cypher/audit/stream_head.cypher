// Where the stream of a person stands.
// access: read
// params: person
// returns: one (seq, head)
MATCH (person:Person {id: $person})
RETURN coalesce(person.seq, 0) AS seq, coalesce(person.head, '') AS head
