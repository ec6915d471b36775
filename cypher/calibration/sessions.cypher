// The sessions in which the reader sits, and to an HR admin all; the next meeting first. To an HR admin also how many signed
// reviews of each open cycle are in no open session.
// access: read
// params: actor, today, states
// returns: one (sessions, unseated)
WITH EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS hr
RETURN COLLECT {
  CALL (hr) {
    MATCH (:Person {id: $actor})-[:MEMBER_OF]->(session:Session)
    RETURN session
    UNION
    MATCH (session:Session)
    WHERE hr AND session.id > ''
    RETURN session
  }
  OPTIONAL MATCH (:Person {id: $actor})-[seat:MEMBER_OF]->(session)
  RETURN {
    id: session.id, name_en: session.name_en, name_zh: session.name_zh, state: session.state,
    meets_on: session.meets_on, reader_is: coalesce(seat.as, ''),
    covered: COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state <> 'cancelled' },
    signed: COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state IN $states }
  }
  ORDER BY session.meets_on DESC, session.id
} AS sessions, COLLECT {
  MATCH (review:Review {state: 'signed_off'})-[:IN_CYCLE]->(cycle:Cycle)
  WHERE hr AND cycle.state = 'open' AND cycle.calibration AND NOT EXISTS {
    MATCH (session:Session)-[:COVERS]->(review)
    WHERE session.state IN ['set_up', 'pre_vote', 'in_session']
  }
  WITH cycle, count(review) AS reviews
  RETURN {id: cycle.id, name_en: cycle.name_en, name_zh: cycle.name_zh, reviews: reviews}
  ORDER BY cycle.opens_on DESC, cycle.id
} AS unseated
