// What hangs on nothing that pages read it by: events apart from the owner of their stream, signatures and assessments
// apart from a review.
// access: read
// params: none
// returns: many (stream, seq, what)
CALL () {
  MATCH (event:Event)
  WHERE event.id > '' AND NOT EXISTS {
    MATCH (owner:Review|Person|Session|Framework|Import|Cycle|Installation)-[:RECORDED]->(event)
    WHERE owner.id = event.stream
  }
  RETURN event.stream AS stream, event.seq AS seq, 'an event' AS what
  UNION ALL
  MATCH (sign_off:SignOff)
  WHERE sign_off.id > '' AND NOT EXISTS { (:Review)-[:SIGNED]->(sign_off) }
  RETURN sign_off.id AS stream, sign_off.revision AS seq, 'a signature' AS what
  UNION ALL
  MATCH (assessment:Assessment)
  WHERE assessment.id > '' AND NOT EXISTS { (:Review)-[:HAS_ASSESSMENT]->(assessment) }
  RETURN assessment.id AS stream, assessment.revision AS seq, 'an assessment' AS what
}
RETURN stream, seq, what
ORDER BY stream, seq
