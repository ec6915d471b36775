// Appends an event that keeps the state (a statement, a wish to talk, an evidence) unless anything moved since.
// access: write
// params: review, actor, states, seq, head, event, words, changes
// returns: one (state, seq, revision)
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person)
SET review.lock = $event.id
REMOVE review.lock
WITH review, person
WHERE review.state IN $states AND review.seq = $seq AND review.head = $head AND person.id = $actor
SET review.seq = review.seq + 1, review.head = $event.hash
SET review += $changes
CREATE (review)-[:RECORDED]->(event:Event)
SET event = $event
FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
RETURN review.state AS state, review.seq AS seq, review.revision AS revision
