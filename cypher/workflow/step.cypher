// What somebody did as one step of a review, with the words that they said, and what was done after it.
// access: read
// params: review, seq, actor
// returns: one (action, body, texts, later)
MATCH (event:Event {stream: $review, seq: $seq})
WHERE event.actor = $actor
RETURN event.action AS action, event.body AS body, [(event)-[:SAID]->(words:Words) | words.text] AS texts,
  COLLECT {
    MATCH (later:Event {stream: $review})
    WHERE later.seq > $seq
    RETURN later.body
  } AS later
