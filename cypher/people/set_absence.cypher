// Sets until when people are away and when they leave; null for neither.
// access: write
// params: rows
// returns: many (person)
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person.away_until = row.away_until, person.leaves_on = row.leaves_on
RETURN person.id AS person
