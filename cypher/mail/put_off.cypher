// Puts off mails that wait while the mail server cannot be reached, each until a moment of its own, or gives them up.
// access: write
// params: rows, answer, now
// returns: many (id)
UNWIND $rows AS row
MATCH (mail:Mail {id: row.mail})
SET mail.lock = true
REMOVE mail.lock
WITH mail, row
WHERE mail.state = 'waiting' AND mail.tries = row.tries
SET mail.state = row.state, mail.next_at = row.next_at, mail.tries = mail.tries + 1, mail.answer = $answer,
  mail.tried_at = $now
RETURN mail.id AS id
