// Marks mails as perhaps sent: a worker had them in hand that has given no sign of life since a moment, or that has nothing
// in hand of what it took.
// access: write
// params: worker, in_hand, since, now
// returns: many (id)
MATCH (mail:Mail)
WHERE mail.state = 'sending'
SET mail.lock = true
REMOVE mail.lock
WITH mail
WHERE mail.state = 'sending'
OPTIONAL MATCH (worker:Worker {id: mail.taken_by})
WITH mail, coalesce(worker.beat_at, mail.taken_at) AS seen
WHERE (mail.taken_by = $worker AND NOT mail.id IN $in_hand) OR (mail.taken_by <> $worker AND seen < $since)
SET mail.state = 'unclear', mail.tried_at = $now
RETURN mail.id AS id
