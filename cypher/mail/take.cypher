// A worker takes a mail in hand; nothing where it is not to be sent any more.
// (`link` is the digest of the key that opens for them today, of the kind that the mail brings.)
// access: write
// params: mail, worker, now
// returns: one (mail, person)
MATCH (mail:Mail {id: $mail})-[:TO]->(person:Person)
SET mail.lock = true
REMOVE mail.lock
WITH mail, person
WHERE mail.state = 'waiting' AND mail.next_at <= $now
SET mail.state = 'sending', mail.taken_by = $worker, mail.taken_at = $now, mail.tries = mail.tries + 1
RETURN mail {.id, .kind, .tries, .asked_at, .expires_at, .digest, .reviews} AS mail,
  person {.id, .login, .name, .name_zh, .email, .language, .time_zone, .leaves_on, .away_until, .told,
    .no_due_mail,
    account: coalesce(person.password_hash, '') <> '',
    link: CASE mail.kind WHEN 'invitation' THEN person.invitation WHEN 'password' THEN person.password_link END} AS person
