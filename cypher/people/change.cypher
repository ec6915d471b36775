// Sets details of somebody, with the event; a null takes a detail away. Refused if the stream's head has moved; a sign-in
// name or an email address that is taken is a conflict. A link for a forgotten password, which went to the former address,
// ends with it.
// (`seen`: of an HR admin who leaves, the change of HR admins that was the last when it was judged; null for others.)
// access: write
// params: person, details, event, seen
// returns: one (id)
// writes: Person login, name, name_zh, email, language, away_until, leaves_on, search, sorted, email_key
OPTIONAL MATCH (hr:Capacity {id: 'hr_admin'})
FOREACH (one IN CASE WHEN $seen IS NULL THEN [] ELSE [hr] END | SET one.lock = $event.id REMOVE one.lock)
WITH hr
WHERE $seen IS NULL OR coalesce(hr.changed, '') = $seen
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH hr, person WHERE person.seq = $event.seq - 1 AND person.head = $event.previous
FOREACH (_ IN CASE WHEN $details.email <> coalesce(person.email, '') THEN [1] ELSE [] END |
  REMOVE person.password_link, person.password_link_until)
SET person += $details
SET person.seq = $event.seq, person.head = $event.hash
FOREACH (one IN CASE WHEN $seen IS NULL THEN [] ELSE [hr] END | SET one.changed = $event.id)
WITH person
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.id AS id
