// Creates calibration sessions, each with the reviews it covers, its members and its first event; none of them where one
// is there already, or somebody or something may not be in it.
// (`elsewhere`: the open session that covers a review already. `seated`: members whose own review, direct report or
// manager it would be. `own`: whether it is the actor's. The locks on the reviews make two callers follow one another.)
// access: write
// params: rows, actor, today, uncalibrated, trusted
// returns: many (session, allowed, known, reviews, people, created)
// writes: Session id, name_en, name_zh, meets_on, meets_at, state, seq, head
CALL () {
  UNWIND $rows AS row
  UNWIND row.reviews AS id
  WITH DISTINCT id
  ORDER BY id
  MATCH (review:Review {id: id})
  SET review.lock = true
  REMOVE review.lock
  RETURN count(*) AS locked
}
WITH $trusted OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(capacity:Capacity)
  WHERE capacity.id IN ['hr_admin', 'facilitator'] AND held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
UNWIND $rows AS row
OPTIONAL MATCH (before:Session {id: row.session.id})
WITH allowed, row, before IS NOT NULL AS known
CALL (row) {
  UNWIND row.reviews AS id
  MATCH (review:Review {id: id})-[:ABOUT]->(person:Person)
  MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
  RETURN collect({
    id: review.id, calibration: cycle.calibration, own: person.id = $actor,
    past: NOT review.state IN $uncalibrated,
    elsewhere: head([(other:Session)-[:COVERS]->(review)
      WHERE other.state IN ['set_up', 'pre_vote', 'in_session'] | other.id]),
    seated: COLLECT {
      MATCH (seat:Person)
      WHERE seat.id IN [member IN row.members | member.person] AND (seat = person OR EXISTS {
        MATCH (person)-[line:REPORTS_TO]-(seat)
        WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      })
      RETURN seat.id ORDER BY seat.id
    }
  }) AS reviews
}
CALL (row) {
  UNWIND row.members AS member
  MATCH (person:Person {id: member.person})
  RETURN collect({id: person.id, left: coalesce(person.leaves_on < $today, false)}) AS people
}
WITH allowed, collect({
  row: row, known: known, reviews: reviews, people: people,
  may: NOT known AND size(reviews) = size(row.reviews) AND size(people) = size(row.members)
    AND all(one IN reviews WHERE one.calibration AND NOT one.past AND one.elsewhere IS NULL AND one.seated = [])
    AND none(one IN reviews WHERE one.own AND NOT $trusted) AND none(one IN people WHERE one.left)
}) AS every
WITH allowed, every, allowed AND all(one IN every WHERE one.may) AS created
FOREACH (one IN CASE WHEN created THEN every ELSE [] END |
  CREATE (session:Session {id: one.row.session.id})
  SET session += one.row.session
  CREATE (session)-[:RECORDED]->(event:Event)
  SET event = one.row.event
)
WITH allowed, every, created
CALL (every, created) {
  UNWIND every AS one
  WITH one WHERE created
  MATCH (session:Session {id: one.row.session.id})
  UNWIND one.row.reviews AS id
  MATCH (review:Review {id: id})
  CREATE (session)-[:COVERS]->(review)
  RETURN count(*) AS covers
}
CALL (every, created) {
  UNWIND every AS one
  WITH one WHERE created
  MATCH (session:Session {id: one.row.session.id})
  UNWIND one.row.members AS member
  MATCH (person:Person {id: member.person})
  CREATE (person)-[:MEMBER_OF {as: member.as}]->(session)
  RETURN count(*) AS seats
}
UNWIND every AS one
RETURN one.row.session.id AS session, allowed, one.known AS known,
  [each IN one.reviews | each {.id, .calibration, .own, .past, .elsewhere, .seated}] AS reviews,
  [each IN one.people | each {.id, .left}] AS people, created
