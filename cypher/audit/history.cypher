// The events of one review as people read them: names, states, words.
// access: read
// params: review
// returns: many (event, actor, behalf, words)
MATCH (event:Event {stream: $review}) WHERE event.seq >= 0
OPTIONAL MATCH (actor:Person {id: event.actor})
OPTIONAL MATCH (behalf:Person {id: event.on_behalf_of})
RETURN event {.seq, .action, .at, .actor, .body, .hash} AS event, actor {.id, .name, .name_zh} AS actor,
  behalf {.id, .name, .name_zh} AS behalf,
  [(event)-[:SAID]->(words:Words) | words {.kind, .text}] AS words
ORDER BY event.seq
