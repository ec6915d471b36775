// The mails that are to be sent now: links for a forgotten password first, then those that have waited longest.
// access: read
// params: now, limit
// returns: many (id, tries)
MATCH (mail:Mail)
WHERE mail.state = 'waiting' AND mail.next_at <= $now
RETURN mail.id AS id, mail.tries AS tries
ORDER BY CASE mail.kind WHEN 'password' THEN 0 ELSE 1 END, mail.next_at, mail.id
LIMIT $limit
