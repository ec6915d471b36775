// Puts mails of the day where the worker finds them, one a person and id, for those who can sign in, have an address, and
// are neither away nor gone nor invented; mail that is only about due dates (`about_due`) for those who want it. What a
// mail names is added to the same mail while it waits. Whom a mail waits for is answered.
// access: write
// params: rows, today, about_due
// returns: many (person)
// writes: Mail id, kind, state, tries, asker, asked_at, next_at, expires_at, reviews, handed
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
WHERE coalesce(person.email, '') <> '' AND coalesce(person.password_hash, '') <> ''
  AND coalesce(person.leaves_on, $today) >= $today AND coalesce(person.away_until, '') < $today
  AND NOT coalesce(person.demo, false) AND NOT ($about_due AND coalesce(person.no_due_mail, false))
MERGE (mail:Mail {id: row.mail.id})
ON CREATE SET mail = row.mail
ON MATCH SET mail.reviews = CASE mail.state
  WHEN 'waiting' THEN mail.reviews + [review IN row.mail.reviews WHERE NOT review IN mail.reviews]
  ELSE mail.reviews END
MERGE (mail)-[:TO]->(person)
WITH person, mail
WHERE mail.state = 'waiting'
RETURN person.id AS person
