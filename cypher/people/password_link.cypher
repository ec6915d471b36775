// Whom a link for a new password is for, while it lasts and they can sign in (with `leavers`: also who has left).
// access: read
// params: digest, now, today, leavers
// returns: one (person, login, name, name_zh, seq, head)
MATCH (person:Person {password_link: $digest})
WHERE person.password_link_until > $now AND coalesce(person.password_hash, '') <> ''
  AND ($leavers OR coalesce(person.leaves_on, $today) >= $today)
RETURN person.id AS person, person.login AS login, person.name AS name, person.name_zh AS name_zh, person.seq AS seq,
  person.head AS head
