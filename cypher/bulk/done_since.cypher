// On which of some reviews somebody has taken an action after an event of theirs, and whom each reminds since.
// access: read
// params: stood, action, actor
// returns: many (review, reminded)
UNWIND $stood AS one
MATCH (review:Review {id: one[0]})
WHERE EXISTS {
  MATCH (review)-[:RECORDED]->(event:Event {action: $action, actor: $actor})
  WHERE event.seq > one[1]
}
RETURN review.id AS review, coalesce(review.reminded, '') AS reminded
