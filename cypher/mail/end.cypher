// Says how sending a mail came out: its new state, the server's answer, when it is tried again, and what the person has
// been told of by now (null: as before); nothing where another worker has it by now. Once one is sent, nobody has to see to
// earlier ones of its kind that were given up, unless each tells of something else.
// access: write
// params: mail, worker, state, answer, next_at, told, now
// returns: one (state)
MATCH (mail:Mail {id: $mail})-[:TO]->(person:Person)
SET mail.lock = true
REMOVE mail.lock
WITH mail, person
WHERE mail.taken_by = $worker AND mail.state IN ['sending', 'unclear']
SET mail.state = $state, mail.answer = $answer, mail.next_at = $next_at, mail.tried_at = $now,
  person.told = coalesce($told, person.told)
WITH mail, person
FOREACH (former IN CASE
    WHEN $state = 'sent' AND NOT mail.kind IN ['address', 'deputy']
      THEN [(person)<-[:TO]-(given_up:Mail {kind: mail.kind, state: 'failed'}) | given_up]
    ELSE []
  END | SET former.settled_at = $now)
RETURN mail.state AS state
