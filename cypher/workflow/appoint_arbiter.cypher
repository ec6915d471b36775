// Appoints the arbiter of a challenged review in place of the one the line gives, and appends the event.
// access: write
// params: review, actor, today, arbiter, seq, head, event, words
// returns: one (state, seq, revision)
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person)
SET review.lock = $event.id
REMOVE review.lock
WITH review, person
WHERE review.state = 'challenged' AND review.seq = $seq AND review.head = $head AND NOT person.id IN [$actor, $arbiter]
  AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  }
MATCH (arbiter:Person {id: $arbiter})
OPTIONAL MATCH (review)-[before:ARBITER]->(:Person)
DELETE before
WITH DISTINCT review, arbiter
MERGE (review)-[:ARBITER {from: $today}]->(arbiter)
SET review.seq = review.seq + 1, review.head = $event.hash
CREATE (review)-[:RECORDED]->(event:Event)
SET event = $event
FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
RETURN review.state AS state, review.seq AS seq, review.revision AS revision
