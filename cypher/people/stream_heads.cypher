// The ends of several people's event streams.
// access: read
// params: people
// returns: many (person, seq, head)
UNWIND $people AS id
MATCH (person:Person {id: id})
RETURN person.id AS person, person.seq AS seq, person.head AS head
