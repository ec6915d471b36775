// Changes a session that has not started: its name and day, whom it covers, who sits in it, with an event; nothing where
// somebody or something may not be in it, the actor may not change it, or it moved since it was read.
// (`reviews` and `members` are all that it is to have. `elsewhere`, `seated`: as in calibration/create. `own`: whether it
// covers, or is to cover, the actor's own. `past` counts for what comes in; what was cancelled meanwhile may stay.)
// access: write
// params: session, actor, today, uncalibrated, seq, head, properties, reviews, members, event, words
// returns: one (allowed, stands, own, reviews, people, changed)
// writes: Session name_en, name_zh, meets_on, meets_at
MATCH (session:Session {id: $session})
SET session.lock = $event.id
REMOVE session.lock
WITH session
CALL () {
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})
  SET review.lock = true
  REMOVE review.lock
  RETURN count(*) AS locked
}
WITH session, EXISTS {
  MATCH (me:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session)
  WHERE coalesce(me.leaves_on, $today) >= $today
} OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed, session.state IN ['set_up', 'pre_vote'] AND session.seq = $seq AND session.head = $head AS stands
CALL (session) {
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})-[:ABOUT]->(person:Person)
  MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
  WITH session, review, person, cycle, EXISTS { (session)-[:COVERS]->(review) } AS here
  RETURN collect({
    id: review.id, calibration: cycle.calibration, own: person.id = $actor,
    past: NOT here AND NOT review.state IN $uncalibrated,
    elsewhere: head([(other:Session)-[:COVERS]->(review)
      WHERE other <> session AND other.state IN ['set_up', 'pre_vote', 'in_session'] | other.id]),
    seated: COLLECT {
      MATCH (seat:Person)
      WHERE seat.id IN [member IN $members | member.person] AND review.state <> 'cancelled'
        AND (seat = person OR EXISTS {
          MATCH (person)-[line:REPORTS_TO]-(seat)
          WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
        })
      RETURN seat.id ORDER BY seat.id
    }
  }) AS reviews
}
CALL (session) {
  UNWIND $members AS member
  MATCH (person:Person {id: member.person})
  RETURN collect({
    id: person.id,
    left: coalesce(person.leaves_on < $today, false) AND NOT EXISTS { (person)-[:MEMBER_OF]->(session) }
  }) AS people
}
WITH session, allowed, stands, reviews, people, any(one IN reviews WHERE one.own) OR EXISTS {
  MATCH (session)-[:COVERS]->(:Review)-[:ABOUT]->(:Person {id: $actor})
} AS own
WITH session, allowed, stands, reviews, people, own, allowed AND stands AND NOT own
  AND size(reviews) = size($reviews) AND size(people) = size($members)
  AND all(one IN reviews WHERE one.calibration AND NOT one.past AND one.elsewhere IS NULL AND one.seated = [])
  AND none(one IN people WHERE one.left) AS changed
FOREACH (_ IN CASE WHEN changed THEN [1] ELSE [] END |
  SET session += $properties
  SET session.seq = session.seq + 1, session.head = $event.hash,
    session.changes = coalesce(session.changes, 0) + 1
  CREATE (session)-[:RECORDED]->(event:Event)
  SET event = $event
  FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
)
WITH session, allowed, stands, reviews, people, own, changed
CALL (session, changed) {
  MATCH (session)-[covers:COVERS]->(review:Review)
  WHERE changed AND NOT review.id IN $reviews
  DELETE covers
  RETURN count(*) AS left_out
}
CALL (session, changed) {
  MATCH (person:Person)-[seat:MEMBER_OF]->(session)
  WHERE changed AND none(member IN $members WHERE member.person = person.id AND member.as = seat.as)
  DELETE seat
  RETURN count(*) AS stood_up
}
CALL (session, changed) {
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})
  WHERE changed
  MERGE (session)-[:COVERS]->(review)
  RETURN count(*) AS covers
}
CALL (session, changed) {
  UNWIND $members AS member
  MATCH (person:Person {id: member.person})
  WHERE changed
  MERGE (person)-[:MEMBER_OF {as: member.as}]->(session)
  RETURN count(*) AS seats
}
RETURN allowed, stands, own, reviews, people, changed
