// The events of some streams in order, each with the words that were said.
// access: read
// params: streams
// returns: many (event, words)
UNWIND $streams AS stream
MATCH (event:Event {stream: stream}) WHERE event.seq >= 0
RETURN event {.*} AS event, [(event)-[:SAID]->(words:Words) | words {.kind, .text, .salt, .digest}] AS words
ORDER BY event.stream, event.seq
