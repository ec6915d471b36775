// Ends a request for a new password: whoever is meant gets a link, in place of an earlier one, a mail that brings it, and
// an event. Nothing where it was ended already. Where somebody's record moved on since it was read, nothing is done and
// the request stays, for the next look.
// access: write
// params: request, rows
// returns: many (id)
// writes: Mail id, kind, state, tries, asker, asked_at, next_at, expires_at, digest
MATCH (request:PasswordRequest {id: $request})
SET request.lock = true
REMOVE request.lock
WITH request
CALL () {
  UNWIND $rows AS row
  MATCH (person:Person {id: row.person})
  SET person.lock = row.event.id
  REMOVE person.lock
  WITH person, row
  WHERE person.seq = row.event.seq - 1 AND person.head = row.event.previous
  RETURN count(*) AS same
}
WITH request, same
WHERE same = size($rows)
DELETE request
WITH true AS ended
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person.password_link = row.digest, person.password_link_until = row.until,
  person.seq = row.event.seq, person.head = row.event.hash
CREATE (person)-[:RECORDED]->(event:Event)
SET event = row.event
CREATE (mail:Mail)-[:TO]->(person)
SET mail = row.mail
RETURN person.id AS id
