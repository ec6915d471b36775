// What a member of a session votes on: the reviews it covers, each with whether they may vote on it and what they gave, and
// of one of them, `review`, its required expectations and all that the member wrote. Of others' votes it has nothing.
// (`bar`: why the member has no vote on the person: own, line, author; '' for none. `before`: what they gave to an earlier
// revision. `required` is as in calibration/session. A vote on the person as a whole has no expectation.)
// access: read
// params: session, actor, today, review, signing
// returns: one (session, reader_is, reviews, expectations, votes)
MATCH (session:Session {id: $session})
MATCH (me:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE coalesce(me.leaves_on, $today) >= $today
RETURN session {.*} AS session, seat.as AS reader_is,
  COLLECT {
    MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
    WHERE review.state <> 'cancelled'
    MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
    RETURN review {.*, cycle: cycle {.*}, person: person {.id, .name, .name_zh},
      level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}},
      bar: CASE
        WHEN person = me THEN 'own'
        WHEN EXISTS {
          MATCH (person)-[line:REPORTS_TO]-(me)
          WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
        } THEN 'line'
        WHEN EXISTS {
          MATCH (review)-[:HAS_ASSESSMENT]->(assessment:Assessment {party: 'manager', revision: review.revision})
          WHERE EXISTS { (assessment)-[:WRITTEN_BY]->(me) }
        } OR EXISTS {
          MATCH (review)-[:RECORDED]->(signing:Event {action: $signing})
          WHERE me.id IN [signing.actor, signing.on_behalf_of]
        } THEN 'author'
        ELSE ''
      END,
      value: head(COLLECT {
        MATCH (vote:Vote {id: session.id + '/' + review.id + '/' + review.revision + '/' + me.id})
        RETURN vote.value
      }),
      before: head(COLLECT {
        MATCH (vote:Vote)-[:ON]->(review)
        WHERE vote.revision < review.revision AND vote.value IS NOT NULL
          AND EXISTS { (vote)-[:BY]->(me) } AND EXISTS { (vote)-[:IN]->(session) }
          AND NOT EXISTS { (vote)-[:ON]->(:Expectation) }
        RETURN vote.value ORDER BY vote.revision DESC
      }),
      recommendation: head([(review)-[:SIGNED]->(sign_off:SignOff {revision: review.revision}) | sign_off.recommendation]),
      required: COLLECT {
        MATCH (level)-[:EXPECTS]->(expectation:Expectation {required: true})
        WITH expectation, review.id + '/' + review.revision AS signed
        OPTIONAL MATCH (given:Rating {id: signed + '/manager/' + expectation.id})
        OPTIONAL MATCH (sent:Rating {id: signed + '/sent/' + expectation.id})
        RETURN {value: given.value, mine: sent.value}
      }}
    ORDER BY person.name, person.id
  } AS reviews,
  COLLECT {
    MATCH (session)-[:COVERS]->(:Review {id: $review})-[:AT]->(:Level)-[:EXPECTS]->(expectation:Expectation {required: true})
    MATCH (expectation)-[:OF_SKILL]->(skill:Skill)<-[position:HAS_SKILL]-(:Category)<-[group:HAS_CATEGORY]-()<-[area:HAS_DOMAIN]-()
    RETURN {id: expectation.id, key: skill.key, name_en: skill.name_en, name_zh: skill.name_zh}
    ORDER BY area.order, group.order, position.order
  } AS expectations,
  COLLECT {
    MATCH (session)-[:COVERS]->(review:Review {id: $review})<-[:ON]-(vote:Vote {revision: review.revision})-[:BY]->(me)
    WHERE EXISTS { (vote)-[:IN]->(session) }
    RETURN {
      expectation: head([(vote)-[:ON]->(expectation:Expectation) | expectation.id]),
      value: vote.value, note: vote.note, version: vote.version, saved_at: vote.saved_at
    }
  } AS votes
