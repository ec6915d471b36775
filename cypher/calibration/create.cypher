// Creates a calibration session with the reviews it covers and its members, its first event beside; nothing where one of
// them may not be in it. A session that is already there is left as it is.
// (`elsewhere`: the open session that covers a review already. `seated`: members whose own review, direct report or
// manager it would be. The locks on the reviews make two callers follow one another.)
// access: write
// params: session, reviews, members, today, event
// returns: one (known, reviews, people, created)
// writes: Session id, name_en, name_zh, meets_on, state, seq, head
OPTIONAL MATCH (before:Session {id: $session.id})
WITH before IS NOT NULL AS known
CALL (known) {
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})
  SET review.lock = true
  REMOVE review.lock
  WITH review
  MATCH (review)-[:ABOUT]->(person:Person)
  MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
  RETURN collect({
    id: review.id, calibration: cycle.calibration,
    past: NOT review.state IN ['assigned', 'self_draft', 'self_submitted', 'manager_draft', 'signed_off'],
    elsewhere: head([(other:Session)-[:COVERS]->(review)
      WHERE other.state IN ['set_up', 'pre_vote', 'in_session'] | other.id]),
    seated: COLLECT {
      MATCH (seat:Person)
      WHERE seat.id IN [member IN $members | member.person] AND (seat = person OR EXISTS {
        MATCH (person)-[line:REPORTS_TO]-(seat)
        WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      })
      RETURN seat.id ORDER BY seat.id
    }
  }) AS reviews
}
CALL (known) {
  UNWIND $members AS member
  MATCH (person:Person {id: member.person})
  RETURN collect({id: person.id, left: coalesce(person.leaves_on < $today, false)}) AS people
}
WITH reviews, people, known, NOT known AND size(reviews) = size($reviews) AND size(people) = size($members)
  AND all(one IN reviews WHERE one.calibration AND NOT one.past AND one.elsewhere IS NULL AND one.seated = [])
  AND none(one IN people WHERE one.left) AS created
FOREACH (_ IN CASE WHEN created THEN [1] ELSE [] END |
  CREATE (session:Session {id: $session.id})
  SET session += $session
  CREATE (session)-[:RECORDED]->(event:Event)
  SET event = $event
)
WITH reviews, people, known, created
CALL (created) {
  WITH created
  WHERE created
  MATCH (session:Session {id: $session.id})
  UNWIND $reviews AS covered
  MATCH (review:Review {id: covered})
  CREATE (session)-[:COVERS]->(review)
  RETURN count(*) AS covers
}
CALL (created) {
  WITH created
  WHERE created
  MATCH (session:Session {id: $session.id})
  UNWIND $members AS member
  MATCH (person:Person {id: member.person})
  CREATE (person)-[:MEMBER_OF {as: member.as}]->(session)
  RETURN count(*) AS seats
}
RETURN known, reviews, people, created
