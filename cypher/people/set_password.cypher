// Sets a password and raises the session version, which ends every session, and a link for a new one; refused if the
// stream's head has moved. After somebody's first password no link is mailed to their address until `no_link_until`.
// access: write
// params: person, password_hash, event, no_link_until
// returns: one (session_version)
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH person WHERE person.seq = $event.seq - 1 AND person.head = $event.previous
FOREACH (_ IN CASE WHEN coalesce(person.password_hash, '') = '' AND coalesce(person.email, '') <> '' THEN [1] ELSE [] END |
  SET person.no_link_until = $no_link_until)
SET person.password_hash = $password_hash, person.session_version = person.session_version + 1,
  person.seq = $event.seq, person.head = $event.hash
REMOVE person.password_link, person.password_link_until
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.session_version AS session_version
