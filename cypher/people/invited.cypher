// Whom an invitation is for, while it lasts and they have no password.
// access: read
// params: digest, now, today
// returns: one (person, login, name, name_zh, seq, head)
MATCH (person:Person {invitation: $digest})
WHERE person.invited_until > $now AND coalesce(person.password_hash, '') = ''
  AND coalesce(person.leaves_on, $today) >= $today
RETURN person.id AS person, person.login AS login, person.name AS name, person.name_zh AS name_zh, person.seq AS seq,
  person.head AS head
