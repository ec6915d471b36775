// Seats a facilitator in a session in progress, with an event: somebody new, or one of its members; nothing where the
// actor may not, the person may not sit over what it covers, or it moved since it was read.
// (`own`: whether it covers the actor's review. `related`: reviews of the actor's direct reports and their manager.
// `facilitates`: whether the actor is one of its facilitators. `there`: whether the person has not left. `known`: whether
// they are a facilitator of it already. `chose`: whether they seated one of its facilitators. `conflicts`: reviews over
// which the person may not sit: their own, of their direct reports and their manager. `seated_at` stays with the seat: the start page says since when.)
// access: write
// params: session, actor, today, seq, head, person, event, words
// returns: one (allowed, stands, own, related, facilitates, there, known, chose, conflicts, seated)
MATCH (session:Session {id: $session})
SET session.lock = $event.id
REMOVE session.lock
WITH session, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed, session.state = 'in_session' AND session.seq = $seq AND session.head = $head AS stands,
  EXISTS { MATCH (session)-[:COVERS]->(:Review)-[:ABOUT]->(:Person {id: $actor}) } AS own,
  COLLECT {
    MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
    WHERE review.state <> 'cancelled' AND EXISTS {
      MATCH (person)-[line:REPORTS_TO]-(:Person {id: $actor})
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    }
    RETURN review.id ORDER BY review.id
  } AS related,
  EXISTS { MATCH (:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(session) } AS facilitates,
  EXISTS { MATCH (seat:Person {id: $person}) WHERE coalesce(seat.leaves_on, $today) >= $today } AS there,
  EXISTS { MATCH (:Person {id: $person})-[:MEMBER_OF {as: 'facilitator'}]->(session) } AS known,
  EXISTS { MATCH (session)-[:RECORDED]->(:Event {action: 'seat', actor: $person}) } AS chose,
  COLLECT {
    MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
    WHERE review.state <> 'cancelled' AND (person.id = $person OR EXISTS {
      MATCH (person)-[line:REPORTS_TO]-(:Person {id: $person})
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    })
    RETURN review.id ORDER BY review.id
  } AS conflicts
WITH session, allowed, stands, own, related, facilitates, there, known, chose, conflicts, allowed AND stands AND there
  AND NOT known AND NOT chose AND NOT own AND related = [] AND NOT facilitates AND $person <> $actor AND conflicts = []
  AS seated
FOREACH (_ IN CASE WHEN seated THEN [1] ELSE [] END |
  SET session.seq = session.seq + 1, session.head = $event.hash,
    session.changes = coalesce(session.changes, 0) + 1
  CREATE (session)-[:RECORDED]->(event:Event)
  SET event = $event
  FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
)
WITH session, allowed, stands, own, related, facilitates, there, known, chose, conflicts, seated
CALL (session, seated) {
  MATCH (:Person {id: $person})-[former:MEMBER_OF]->(session)
  WHERE seated
  DELETE former
  RETURN count(former) AS stood_up
}
CALL (session, seated) {
  MATCH (person:Person {id: $person})
  WHERE seated
  CREATE (person)-[:MEMBER_OF {as: 'facilitator', seated_at: $event.at}]->(session)
  RETURN count(person) AS seats
}
RETURN allowed, stands, own, related, facilitates, there, known, chose, conflicts, seated
