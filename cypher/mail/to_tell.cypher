// A stretch of those whom a day's mail may concern, by id: they can sign in, have an address, are neither away nor gone
// nor invented, have no mail of the day yet, and something may wait for them, or did when they were told last.
// access: read
// params: after, today, day, limit
// returns: many (id, told, due_mail)
MATCH (person:Person)
WHERE person.id > $after AND coalesce(person.email, '') <> '' AND coalesce(person.password_hash, '') <> ''
  AND coalesce(person.leaves_on, $today) >= $today AND coalesce(person.away_until, '') < $today
  AND NOT coalesce(person.demo, false)
  AND (
    size(coalesce(person.told, [])) > 0
    OR EXISTS { (person)<-[:ABOUT]-(review:Review) WHERE NOT review.state IN ['closed', 'cancelled'] }
    OR EXISTS { (person)<-[:REPORTS_TO]-(:Person) }
    OR EXISTS { (person)<-[:DELEGATES_TO]-(:Person) }
    OR EXISTS { (person)<-[:ARBITER]-(:Review) }
    OR EXISTS { (person)-[:MEMBER_OF]->(session:Session) WHERE session.state IN ['set_up', 'pre_vote', 'in_session'] }
  )
  AND NOT EXISTS { MATCH (:Mail {id: 'ml-day-' + $day + '-' + person.id}) }
RETURN person.id AS id, coalesce(person.told, []) AS told, NOT coalesce(person.no_due_mail, false) AS due_mail
ORDER BY person.id
LIMIT $limit
