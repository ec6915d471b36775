// The events that hang on the owners of some streams but reviews, as pages read them, each with the words that were said.
// access: read
// params: streams
// returns: many (stream, event, words)
UNWIND $streams AS one
CALL (one) {
  MATCH (owner:Person {id: one.stream})
  WHERE one.kind = 'person'
  RETURN owner
  UNION ALL
  MATCH (owner:Session {id: one.stream})
  WHERE one.kind = 'session'
  RETURN owner
  UNION ALL
  MATCH (owner:Framework {id: one.stream})
  WHERE one.kind = 'framework'
  RETURN owner
  UNION ALL
  MATCH (owner:Import {id: one.stream})
  WHERE one.kind = 'import'
  RETURN owner
  UNION ALL
  MATCH (owner:Installation {id: one.stream})
  WHERE one.kind = 'installation'
  RETURN owner
  UNION ALL
  MATCH (owner:Cycle {id: one.stream})
  WHERE one.kind = 'cycle'
  RETURN owner
}
MATCH (owner)-[:RECORDED]->(event:Event)
RETURN one.stream AS stream, event {.*} AS event,
  [(event)-[:SAID]->(words:Words) | words {.kind, .text, .salt, .digest}] AS words
