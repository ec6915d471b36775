// Sets details of somebody, with the event; a null takes a detail away. Refused if the stream's head has moved; a sign-in
// name or an email address that is taken is a conflict. With the email address of an account its link for a forgotten
// password ends, none is mailed until `no_link_until`, and the former address gets the mail that says so (`notices`: one,
// or none where no mail is sent), in the language and with the names that they had before, since whoever changes the
// address may change those with it. Another case alone is no other address. An open invitation ends with the address that it may have gone to.
// (`seen`: of an HR admin who leaves, the change of HR admins that was the last when it was judged; null for others.)
// access: write
// params: person, details, event, seen, no_link_until, notices
// returns: one (id)
// writes: Person login, name, name_zh, email, language, away_until, leaves_on, search, sorted, email_key;
//   Mail id, kind, state, tries, asker, asked_at, next_at, expires_at
OPTIONAL MATCH (hr:Capacity {id: 'hr_admin'})
FOREACH (one IN CASE WHEN $seen IS NULL THEN [] ELSE [hr] END | SET one.lock = $event.id REMOVE one.lock)
WITH hr
WHERE $seen IS NULL OR coalesce(hr.changed, '') = $seen
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH hr, person WHERE person.seq = $event.seq - 1 AND person.head = $event.previous
WITH hr, person, coalesce(person.email, '') AS former,
  toLower($details.email) <> toLower(coalesce(person.email, '')) AS moves,
  coalesce(person.password_hash, '') <> '' AS account
FOREACH (_ IN CASE WHEN moves AND account THEN [1] ELSE [] END |
  SET person.no_link_until = $no_link_until, person.readdressed_by = $event.actor
  REMOVE person.password_link, person.password_link_until)
FOREACH (one IN [one IN $notices WHERE moves AND account AND former <> '' AND NOT coalesce(person.demo, false)] |
  CREATE (notice:Mail)-[:TO]->(person)
  SET notice = one, notice.address = former, notice.login = person.login, notice.name = person.name,
    notice.name_zh = person.name_zh, notice.language = person.language)
FOREACH (_ IN CASE WHEN moves AND former <> '' AND person.invitation IS NOT NULL THEN [1] ELSE [] END |
  SET person.invite_again = true
  REMOVE person.invitation, person.invited_until)
SET person += $details
SET person.seq = $event.seq, person.head = $event.hash
FOREACH (one IN CASE WHEN $seen IS NULL THEN [] ELSE [hr] END | SET one.changed = $event.id)
WITH person
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
RETURN person.id AS id
