// Sets by what email addresses are compared, but for those that somebody else has already.
// access: write
// params: rows
// returns: one (count)
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
WHERE NOT EXISTS { (:Person {email_key: row.email_key}) }
SET person.email_key = row.email_key
RETURN count(*) AS count
