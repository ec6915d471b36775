// People who have nothing yet by which they are found.
// access: read
// params: limit
// returns: many (person, login, email, name, name_zh)
MATCH (person:Person)
WHERE person.id > '' AND person.search IS NULL
RETURN person.id AS person, person.login AS login, person.email AS email, person.name AS name, person.name_zh AS name_zh
LIMIT $limit
