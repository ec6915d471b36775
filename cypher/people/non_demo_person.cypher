// One person who is not of the demo, or none.
// access: read
// params: none
// returns: one (id)
MATCH (person:Person)
WHERE person.id > '' AND NOT coalesce(person.demo, false)
RETURN person.id AS id
LIMIT 1
