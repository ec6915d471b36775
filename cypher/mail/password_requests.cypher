// Who asked for a new password, the longest ago first, and who is meant: people who can sign in, have an address that was
// not changed of late, and were not sent `most` links since a moment; with `leavers` also who has left.
// access: read
// params: today, leavers, now, since, most, limit
// returns: many (id, asked_at, people)
MATCH (request:PasswordRequest)
WHERE request.id > ''
WITH request ORDER BY request.asked_at LIMIT $limit
CALL (request) {
  MATCH (person:Person {login: request.login})
  RETURN person
  UNION
  MATCH (person:Person {email_key: request.email_key})
  RETURN person
  UNION
  RETURN null AS person
}
WITH request, person, person IS NOT NULL AND coalesce(person.password_hash, '') <> '' AND coalesce(person.email, '') <> ''
  AND ($leavers OR coalesce(person.leaves_on, $today) >= $today) AND coalesce(person.no_link_until, '') <= $now
  AND COUNT {
    MATCH (mail:Mail {kind: 'password'})-[:TO]->(person)
    WHERE mail.asked_at > $since
  } < $most AS meant
WITH request, collect(CASE WHEN meant THEN [person.id, person.seq, person.head] END) AS people
RETURN request.id AS id, request.asked_at AS asked_at, people
ORDER BY request.asked_at
