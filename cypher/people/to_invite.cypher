// The people who cannot sign in yet and have not left, with their invitation's last moment where they have one.
// (By id; `all` is how many there are.)
// access: read
// params: today, skip, limit
// returns: one (people, all)
RETURN COLLECT {
    MATCH (person:Person)
    WHERE person.id > '' AND coalesce(person.password_hash, '') = '' AND coalesce(person.leaves_on, $today) >= $today
    RETURN person {.id, .name, .name_zh, .login, .email, .invited_until} AS person
    ORDER BY person.id
    SKIP $skip LIMIT $limit
  } AS people,
  COUNT {
    MATCH (person:Person)
    WHERE person.id > '' AND coalesce(person.password_hash, '') = '' AND coalesce(person.leaves_on, $today) >= $today
  } AS all
