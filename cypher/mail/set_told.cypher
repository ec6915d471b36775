// Sets what people were told of, where it changed without a mail: what waits for them no more may be news again.
// access: write
// params: rows
// returns: nothing
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person.told = row.told
