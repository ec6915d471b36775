// The reviews of a session over which one of its members may not sit: their own, and those of their direct reports and
// managers as the lines are today.
// access: read
// params: session, today
// returns: many (review, member)
MATCH (session:Session {id: $session})-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
WHERE review.state <> 'cancelled'
MATCH (member:Person)-[:MEMBER_OF]->(session)
WHERE member = person OR EXISTS {
  MATCH (person)-[line:REPORTS_TO]-(member)
  WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
}
RETURN review.id AS review, member.id AS member
ORDER BY review, member
