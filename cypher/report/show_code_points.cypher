// Appends the event by which the files of the current revision may show characters without a font as their codes.
// access: write
// params: review, actor, today, states, seq, head, event
// returns: one (seq)
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person)
SET review.lock = $event.id
REMOVE review.lock
WITH review, person
WHERE review.state IN $states AND review.seq = $seq AND review.head = $head AND person.id <> $actor
  AND (EXISTS { MATCH (:Person {id: $actor})-[:MEMBER_OF {as: 'facilitator'}]->(:Session)-[:COVERS]->(review) }
    OR EXISTS {
      MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
      WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    })
SET review.seq = review.seq + 1, review.head = $event.hash
CREATE (review)-[:RECORDED]->(event:Event)
SET event = $event
RETURN review.seq AS seq
