// Sets somebody's first password by their invitation, which ends, and appends the event; no row where it has ended, they
// have a password by now, or the stream moved. Where the invitation did not come by mail, nobody has shown yet that the
// address is theirs: no link for a new password is mailed there until `no_link_until`.
// access: write
// params: person, digest, now, password_hash, event, no_link_until
// returns: one (session_version)
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH person
WHERE person.invitation = $digest AND person.invited_until > $now AND coalesce(person.password_hash, '') = ''
  AND person.seq = $event.seq - 1 AND person.head = $event.previous
FOREACH (_ IN CASE
    WHEN coalesce(person.email, '') <> '' AND NOT EXISTS { (person)<-[:TO]-(:Mail {digest: $digest}) } THEN [1]
    ELSE []
  END | SET person.no_link_until = $no_link_until)
SET person.password_hash = $password_hash, person.session_version = person.session_version + 1,
  person.seq = $event.seq, person.head = $event.hash
REMOVE person.invitation, person.invited_until
FOREACH (former IN [(person)<-[:TO]-(given_up:Mail {kind: 'invitation', state: 'failed'}) | given_up] |
  SET former.settled_at = $now)
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.session_version AS session_version
