// Takes mails that were given up off HR's list, one of them or all: somebody saw to them. What tells of a changed address
// stays for another HR admin than the one who changed it.
// access: write
// params: mail, actor, now
// returns: many (id)
MATCH (mail:Mail {state: 'failed'})
WHERE mail.settled_at IS NULL AND $mail IN ['', mail.id] AND (mail.kind <> 'address' OR coalesce(mail.asker, '') <> $actor)
SET mail.settled_at = $now, mail.settled_by = $actor
RETURN mail.id AS id
