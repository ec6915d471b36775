// Gives people an invitation each, in place of an earlier one, with the mail that brings it where there is one, and
// appends an event (nobody has to see to an earlier mail any more); who moved on meanwhile, has left, can sign in already, or has no address for the mail is missing from
// the answer.
// access: write
// params: rows, today
// returns: many (id, name, name_zh, login, email, language)
// writes: Mail id, kind, state, tries, asker, asked_at, next_at, expires_at, digest
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
SET person.lock = row.event.id
REMOVE person.lock
WITH person, row
WHERE person.seq = row.event.seq - 1 AND person.head = row.event.previous
  AND coalesce(person.password_hash, '') = '' AND coalesce(person.leaves_on, $today) >= $today
  AND (size(row.mails) = 0 OR coalesce(person.email, '') <> '')
SET person.invitation = row.digest, person.invited_until = row.until,
  person.seq = row.event.seq, person.head = row.event.hash
REMOVE person.invite_again
CREATE (person)-[:RECORDED]->(event:Event)
SET event = row.event
FOREACH (former IN [(person)<-[:TO]-(given_up:Mail {kind: 'invitation', state: 'failed'}) | given_up] |
  SET former.settled_at = row.event.at)
FOREACH (one IN row.mails | CREATE (mail:Mail)-[:TO]->(person) SET mail = one)
RETURN person.id AS id, person.name AS name, person.name_zh AS name_zh, person.login AS login, person.email AS email,
  person.language AS language
