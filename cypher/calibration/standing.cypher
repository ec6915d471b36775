// How a session stands, for whoever moves it: its facilitators and HR admins; nothing for others but its members.
// (`own`: whether it covers the reader's own review, `line`: one of their direct reports or their manager. `facilitators`: those who are there today. `conflicts`: members with
// whoever's review they may not sit over: their own, those of their direct reports and manager as the lines are today.)
// access: read
// params: session, actor, today, signed
// returns: one (session, seat, hr, facilitators, covered, signed_off, own, line, conflicts)
MATCH (session:Session {id: $session})
OPTIONAL MATCH (me:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE coalesce(me.leaves_on, $today) >= $today
WITH session, seat.as AS seat, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS hr
WHERE seat IS NOT NULL OR hr
RETURN session {.*} AS session, seat, hr, COUNT {
  MATCH (one:Person)-[:MEMBER_OF {as: 'facilitator'}]->(session)
  WHERE coalesce(one.leaves_on, $today) >= $today
} AS facilitators, COUNT {
  MATCH (session)-[:COVERS]->(review:Review) WHERE review.state <> 'cancelled'
} AS covered, COUNT {
  MATCH (session)-[:COVERS]->(review:Review) WHERE review.state IN $signed
} AS signed_off, EXISTS { MATCH (session)-[:COVERS]->(:Review)-[:ABOUT]->(:Person {id: $actor}) } AS own, EXISTS {
  MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(:Person)-[line:REPORTS_TO]-(:Person {id: $actor})
  WHERE review.state <> 'cancelled' AND line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
} AS line, COLLECT {
  MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
  WHERE review.state <> 'cancelled'
  MATCH (member:Person)-[:MEMBER_OF]->(session)
  WHERE member = person OR EXISTS {
    MATCH (person)-[line:REPORTS_TO]-(member)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  }
  RETURN {review: review.id, member: member {.id, .name, .name_zh}, person: person {.id, .name, .name_zh}}
  ORDER BY review.id, member.id
} AS conflicts
