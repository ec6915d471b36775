// The events that a seal names, by the owners that they hang on; no row for an owner that is gone.
// access: read
// params: heads
// returns: many (kind, stream, hash)
UNWIND $heads AS head
CALL (head) {
  MATCH (owner:Review {id: head.stream})
  WHERE head.kind = 'review'
  RETURN owner
  UNION ALL
  MATCH (owner:Person {id: head.stream})
  WHERE head.kind = 'person'
  RETURN owner
  UNION ALL
  MATCH (owner:Session {id: head.stream})
  WHERE head.kind = 'session'
  RETURN owner
  UNION ALL
  MATCH (owner:Framework {id: head.stream})
  WHERE head.kind = 'framework'
  RETURN owner
  UNION ALL
  MATCH (owner:Import {id: head.stream})
  WHERE head.kind = 'import'
  RETURN owner
  UNION ALL
  MATCH (owner:Installation {id: head.stream})
  WHERE head.kind = 'installation'
  RETURN owner
  UNION ALL
  MATCH (owner:Cycle {id: head.stream})
  WHERE head.kind = 'cycle'
  RETURN owner
}
RETURN head.kind AS kind, head.stream AS stream, head(COLLECT {
  MATCH (owner)-[:RECORDED]->(event:Event {stream: head.stream, seq: head.seq})
  RETURN event.hash
}) AS hash
