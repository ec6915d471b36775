// Takes mails that were given up off HR's list, one of them or all: somebody saw to them. What tells somebody of
// what an HR admin did (`told`) stays for another HR admin than that one.
// access: write
// params: mail, told, actor, now
// returns: many (id)
MATCH (mail:Mail {state: 'failed'})
WHERE mail.settled_at IS NULL AND $mail IN ['', mail.id] AND (NOT mail.kind IN $told OR coalesce(mail.asker, '') <> $actor)
SET mail.settled_at = $now, mail.settled_by = $actor
RETURN mail.id AS id
