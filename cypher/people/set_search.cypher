// Sets by what people are found and sorted.
// access: write
// params: rows
// returns: one (count)
// writes: Person search, sorted
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person += row.found
RETURN count(*) AS count
