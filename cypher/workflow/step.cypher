// What somebody did as one step of a review, with the words that they said.
// access: read
// params: review, seq, actor
// returns: one (action, body, texts)
MATCH (event:Event {stream: $review, seq: $seq})
WHERE event.actor = $actor
RETURN event.action AS action, event.body AS body, [(event)-[:SAID]->(words:Words) | words.text] AS texts
