// Lets mails that were given up wait once more, one of them or all that are still worth sending; what tells of a changed
// address, or of a deputy, always is, until `notice_until`.
// access: write
// params: mail, now, notice_until
// returns: many (id)
MATCH (mail:Mail {state: 'failed'})
WHERE mail.settled_at IS NULL AND $mail IN ['', mail.id] AND (mail.expires_at > $now OR mail.kind IN ['address', 'deputy'])
SET mail.lock = true
REMOVE mail.lock
WITH mail
WHERE mail.state = 'failed' AND mail.settled_at IS NULL
SET mail.state = 'waiting', mail.tries = 0, mail.next_at = $now,
  mail.expires_at = CASE WHEN mail.kind IN ['address', 'deputy'] THEN $notice_until ELSE mail.expires_at END
RETURN mail.id AS id
