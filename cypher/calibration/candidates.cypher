// What a calibration session is set up or changed with: the session as it stands (none for ''), the cycles there are, the
// reviews of one cycle that can still be calibrated with what the session covers and what is chosen, the people who sit in
// it or are named, and who can facilitate. Nothing for whoever may not: HR admins and facilitators set up, HR admins and
// the session's own facilitators change.
// (`elsewhere`: another open session that covers the review. `near`: who reports directly to the actor, or to one of the
// people, or is their manager.
// `named` are ids, `mails` addresses, `sought` words of names, of each of which `found` are the first `meant` who have them.)
// access: read
// params: actor, today, session, cycle, chosen, named, mails, sought, meant, before
// returns: one (session, seat, capacities, allowed, near, cycle, cycles, reviews, people, found, facilitators)
OPTIONAL MATCH (session:Session {id: $session})
OPTIONAL MATCH (me:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE coalesce(me.leaves_on, $today) >= $today
WITH session, seat.as AS seat, COLLECT {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(capacity:Capacity)
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  RETURN capacity.id
} AS capacities
WITH session, seat, capacities, CASE
  WHEN session IS NULL THEN 'hr_admin' IN capacities OR 'facilitator' IN capacities
  ELSE 'hr_admin' IN capacities OR coalesce(seat, '') = 'facilitator'
END AS allowed
WITH session, seat, capacities, allowed, coalesce(
  head(COLLECT { MATCH (asked:Cycle {id: $cycle}) WHERE asked.state = 'open' AND asked.calibration RETURN asked }),
  head(COLLECT { MATCH (session)-[:COVERS]->(:Review)-[:IN_CYCLE]->(covered:Cycle) RETURN covered LIMIT 1 }),
  head(COLLECT {
    MATCH (open:Cycle)
    WHERE open.id > '' AND open.state = 'open' AND open.calibration
    RETURN open ORDER BY open.opens_on <= $today DESC, open.opens_on DESC, open.id LIMIT 1
  })
) AS cycle
RETURN session {.*,
    seated_by: [(session)-[:RECORDED]->(event:Event {action: 'seat'}) | event.actor]
  } AS session, seat, capacities, allowed, COLLECT {
    MATCH (:Person {id: $actor})-[line:REPORTS_TO]-(other:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    RETURN DISTINCT other.id
  } AS near, cycle {.*} AS cycle,
  COLLECT {
    MATCH (open:Cycle)
    WHERE allowed AND open.id > '' AND open.state = 'open' AND open.calibration
    RETURN open {.id, .name_en, .name_zh} ORDER BY open.opens_on DESC, open.id
  } AS cycles,
  COLLECT {
    CALL (cycle, session) {
      MATCH (cycle)<-[:IN_CYCLE]-(review:Review)
      WHERE review.state IN $before
      RETURN review
      UNION
      MATCH (session)-[:COVERS]->(review:Review)
      RETURN review
      UNION
      UNWIND $chosen AS id
      MATCH (review:Review {id: id})-[:IN_CYCLE]->(its:Cycle)
      WHERE its.state = 'open' AND its.calibration
      RETURN review
    }
    WITH session, review
    WHERE allowed
    MATCH (review)-[:ABOUT]->(person:Person)
    MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    CALL (person) {
      OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      RETURN manager
      ORDER BY line.kind, line.from DESC
      LIMIT 1
    }
    RETURN {
      id: review.id, state: review.state,
      person: person {.id, .name, .name_zh}, mail: person.email_key, manager: manager {.id, .name, .name_zh},
      level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}},
      department: head([(person)-[works:WORKS_IN]->(department:Department)
        WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]),
      here: EXISTS { MATCH (session)-[:COVERS]->(review) },
      elsewhere: head(COLLECT {
        MATCH (other:Session)-[:COVERS]->(review)
        WHERE other.state IN ['set_up', 'pre_vote', 'in_session'] AND other.id <> $session
        RETURN other {.id, .name_en, .name_zh}
      })
    }
  } AS reviews,
  COLLECT {
    CALL (session) {
      MATCH (person:Person)
      WHERE person.id IN $named
      RETURN person
      UNION
      MATCH (person:Person)
      WHERE person.email_key IN $mails
      RETURN person
      UNION
      MATCH (person:Person)-[:MEMBER_OF]->(session)
      RETURN person
    }
    WITH session, person
    WHERE allowed
    RETURN {
      id: person.id, name: person.name, name_zh: person.name_zh, mail: person.email_key,
      as: head([(person)-[own:MEMBER_OF]->(session) | own.as]),
      left: coalesce(person.leaves_on < $today, false),
      near: COLLECT {
        MATCH (person)-[line:REPORTS_TO]-(other:Person)
        WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
        RETURN DISTINCT other.id
      }
    }
    ORDER BY person.id
  } AS people,
  COLLECT {
    UNWIND $sought AS words
    CALL (words, allowed) {
      MATCH (person:Person)
      WHERE allowed AND person.search CONTAINS words AND coalesce(person.leaves_on, $today) >= $today
      RETURN person
      ORDER BY person.sorted, person.id LIMIT $meant
    }
    RETURN {words: words, person: person {.id, .name, .name_zh}}
    ORDER BY person.sorted, person.id
  } AS found,
  COLLECT {
    MATCH (person:Person)-[held:HAS_CAPACITY]->(:Capacity {id: 'facilitator'})
    WHERE allowed AND held.from <= $today AND coalesce(held.until, $today) >= $today
      AND coalesce(person.leaves_on, $today) >= $today
    RETURN person {.id, .name, .name_zh} ORDER BY person.sorted, person.id LIMIT 40
  } AS facilitators
