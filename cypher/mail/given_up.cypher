// A stretch of the mails that were given up and that nobody saw to since, the newest first, and how many there are.
// (`address` is where it went: the former address, where it tells of another one.)
// access: read
// params: skip, limit
// returns: one (all, mails)
RETURN COUNT {
    MATCH (mail:Mail {state: 'failed'})
    WHERE mail.settled_at IS NULL
  } AS all,
  COLLECT {
    MATCH (mail:Mail {state: 'failed'})-[:TO]->(person:Person)
    WHERE mail.settled_at IS NULL
    WITH mail, person ORDER BY mail.tried_at DESC, mail.id SKIP $skip LIMIT $limit
    RETURN {
      mail: mail {.id, .kind, .answer, .asker, .asked_at, .tried_at, .expires_at},
      address: coalesce(mail.address, person.email), person: person {.id, .name, .name_zh}
    }
  } AS mails
