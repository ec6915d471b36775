// People whose email address is not compared yet: they are of an earlier release.
// access: read
// params: none
// returns: many (person, email)
MATCH (person:Person)
WHERE person.id > '' AND person.email_key IS NULL AND coalesce(person.email, '') <> ''
RETURN person.id AS person, person.email AS email
ORDER BY person
