// Forgets mails that were sent, or not, before a moment.
// access: write
// params: before, limit
// returns: one (forgotten)
MATCH (mail:Mail)
WHERE mail.state IN ['sent', 'unclear', 'failed', 'dropped'] AND mail.tried_at < $before
WITH mail LIMIT $limit
DETACH DELETE mail
RETURN count(*) AS forgotten
