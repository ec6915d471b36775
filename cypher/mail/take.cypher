// A worker takes a mail in hand; nothing where it is not to be sent any more.
// (`email` is where it goes, beside whom it names and in which language: what the mail keeps, else the person's. `link` is the digest of the key that opens
// for them today, of the kind that the mail brings. `by` is who caused it, `hr` a few HR admins of today beside them and
// the person, where it is about a changed address.)
// access: write
// params: mail, worker, now, today
// returns: one (mail, person, by, hr, deputy)
MATCH (mail:Mail {id: $mail})-[:TO]->(person:Person)
SET mail.lock = true
REMOVE mail.lock
WITH mail, person
WHERE mail.state = 'waiting' AND mail.next_at <= $now
SET mail.state = 'sending', mail.taken_by = $worker, mail.taken_at = $now, mail.tries = mail.tries + 1
RETURN mail {.id, .kind, .tries, .asked_at, .expires_at, .digest, .answer, .reviews, .since, .until} AS mail,
  person {.id, .time_zone, .leaves_on, .away_until, .told, .no_due_mail,
    email: coalesce(mail.address, person.email), login: coalesce(mail.login, person.login),
    name: coalesce(mail.name, person.name),
    name_zh: CASE WHEN mail.name IS NULL THEN person.name_zh ELSE mail.name_zh END,
    language: coalesce(mail.language, person.language),
    account: coalesce(person.password_hash, '') <> '',
    link: CASE mail.kind WHEN 'invitation' THEN person.invitation WHEN 'password' THEN person.password_link END} AS person,
  head(COLLECT { MATCH (by:Person {id: mail.asker}) RETURN by {.name, .name_zh} }) AS by,
  COLLECT {
    MATCH (:Capacity {id: 'hr_admin'})<-[held:HAS_CAPACITY]-(one:Person)
    WHERE mail.kind = 'address' AND one <> person AND one.id <> mail.asker
      AND held.from <= $today AND coalesce(held.until, $today) >= $today AND coalesce(one.leaves_on, $today) >= $today
    WITH DISTINCT one ORDER BY one.sorted LIMIT 3
    RETURN one {.name, .name_zh}
  } AS hr,
  head(COLLECT { MATCH (deputy:Person {id: mail.deputy}) RETURN deputy {.name, .name_zh} }) AS deputy
