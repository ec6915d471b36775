// The mails that are to be sent now: about a password or an address first, then invitations, then what was handed to
// somebody and deputies, reminders, and what is only due; of one kind those that have waited longest.
// access: read
// params: now, limit
// returns: many (id, tries)
MATCH (mail:Mail)
WHERE mail.state = 'waiting' AND mail.next_at <= $now
RETURN mail.id AS id, mail.tries AS tries
ORDER BY CASE
    WHEN mail.kind IN ['password', 'address'] THEN 0
    WHEN mail.kind = 'invitation' THEN 1
    WHEN mail.handed OR mail.kind = 'deputy' THEN 2
    WHEN mail.kind = 'reminder' THEN 3
    ELSE 4
  END, mail.next_at, mail.id
LIMIT $limit
