// Leads events to the people whom their texts name.
// access: write
// params: rows
// returns: many (id)
UNWIND $rows AS row
MATCH (event:Event {id: row.event})
MATCH (person:Person {id: row.person})
MERGE (event)-[:NAMED]->(person)
RETURN event.id AS id
