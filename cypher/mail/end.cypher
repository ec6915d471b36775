// Says how sending a mail came out: its new state, the server's answer, when it is tried again, and what the person has
// been told of by now (null: as before); nothing where another worker has it by now.
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
RETURN mail.state AS state
