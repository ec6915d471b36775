// Of some people who can sign in, those for whom no mail of a reminder waits or would be put today (`mail/put`), and why:
// 'no_address', 'away', 'demo', 'not_wanted', 'had_one'.
// access: read
// params: people, today
// returns: many (id, name, name_zh, why)
UNWIND $people AS id
MATCH (person:Person {id: id})
OPTIONAL MATCH (mail:Mail {id: 'ml-remind-' + $today + '-' + id})
WITH person, CASE
  WHEN coalesce(person.email, '') = '' THEN 'no_address'
  WHEN coalesce(person.away_until, '') >= $today THEN 'away'
  WHEN coalesce(person.demo, false) THEN 'demo'
  WHEN coalesce(person.no_due_mail, false) THEN 'not_wanted'
  WHEN mail.state <> 'waiting' THEN 'had_one'
END AS why
WHERE why IS NOT NULL
RETURN person.id AS id, person.name AS name, person.name_zh AS name_zh, why
ORDER BY id
