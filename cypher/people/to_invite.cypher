// The people who cannot sign in yet and have not left, with their invitation's last moment and the mail that brings it
// where they have one, or that it ended with a changed address.
// (By id; `all` is how many there are. Who is of the demo signs in by a click.)
// access: read
// params: today, skip, limit
// returns: one (people, all)
RETURN COLLECT {
    MATCH (person:Person)
    WHERE person.id > '' AND coalesce(person.password_hash, '') = '' AND NOT coalesce(person.demo, false)
      AND coalesce(person.leaves_on, $today) >= $today
    WITH person ORDER BY person.id SKIP $skip LIMIT $limit
    RETURN person {.id, .name, .name_zh, .login, .email, .language, .invited_until, .invite_again,
      mail: head(COLLECT {
        MATCH (mail:Mail {digest: person.invitation})-[:TO]->(person)
        RETURN [mail.state, coalesce(mail.tried_at, mail.asked_at), coalesce(mail.answer, '')]
      })} AS person
    ORDER BY person.id
  } AS people,
  COUNT {
    MATCH (person:Person)
    WHERE person.id > '' AND coalesce(person.password_hash, '') = '' AND NOT coalesce(person.demo, false)
      AND coalesce(person.leaves_on, $today) >= $today
  } AS all
