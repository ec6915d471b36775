// Whom somebody has named as deputy and who has named them, with the days; how many report to them today or will, and the
// end of their stream.
// access: read
// params: person, today
// returns: one (id, name, name_zh, seq, reports, deputies, deputy_of)
MATCH (person:Person {id: $person})
RETURN person.id AS id, person.name AS name, person.name_zh AS name_zh, person.seq AS seq,
  COUNT {
    MATCH (person)<-[line:REPORTS_TO]-(:Person)
    WHERE line.kind IN ['appointed', 'line'] AND coalesce(line.until, $today) >= $today
  } AS reports,
  [(person)-[named:DELEGATES_TO]->(other:Person) | [other.id, other.name, other.name_zh, named.from, named.until]] AS deputies,
  [(other:Person)-[named:DELEGATES_TO]->(person) | [other.id, other.name, other.name_zh, named.from, named.until]] AS deputy_of
