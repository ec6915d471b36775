// What a session decides about everybody in it: the level, and the ratings that the committee changed; of a locked one as
// they stood when it was locked. For its members, and for HR admins once it is locked; the reader's own review is left out.
// (`taken_out`: whom events took out of it since it started, and why, except to whom it took out themselves.
// The ids stand in the event's body, canonical JSON in
// which no text can look like a key: a quotation mark inside one is escaped.)
// access: read
// params: session, actor, today
// returns: one (session, reader_is, hr, members, people, taken_out)
MATCH (session:Session {id: $session})
OPTIONAL MATCH (reader:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE coalesce(reader.leaves_on, $today) >= $today
WITH session, seat.as AS reader_is, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS hr
WHERE session.state <> 'dissolved' AND (reader_is IS NOT NULL OR hr AND session.state = 'locked')
RETURN session {.*} AS session, reader_is, hr,
  [(member:Person)-[each:MEMBER_OF]->(session) | member {
    .id, .name, .name_zh, as: each.as, left: coalesce(member.leaves_on < $today, false)
  }] AS members,
  COLLECT {
    MATCH (session)-[covers:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
    WHERE (review.state <> 'cancelled' OR covers.locked_revision IS NOT NULL) AND person.id <> $actor
    MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    CALL (person) {
      OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      RETURN manager
      ORDER BY line.kind, line.from DESC
      LIMIT 1
    }
    RETURN {
      id: review.id, state: review.state, seq: review.seq, head: review.head, revision: review.revision,
      locked_revision: covers.locked_revision, discussed: covers.discussed_at IS NOT NULL,
      read_today: EXISTS { (:Person {id: $actor})-[:READ {on: $today}]->(review) },
      person: person {.id, .name, .name_zh}, manager: manager {.id, .name, .name_zh},
      level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}},
      recommendation: head([(review)-[:SIGNED]->(sign_off:SignOff)
        WHERE sign_off.revision = coalesce(covers.locked_revision, review.revision) | sign_off.recommendation]),
      decision: head(COLLECT {
        MATCH (session)<-[:DECIDED_IN]-(decision:Decision)-[:DECIDES]->(review)
        WHERE CASE WHEN session.locked_at IS NULL THEN decision.standing ELSE decision.locked END
        MATCH (decision)-[:BY]->(author:Person)
        RETURN decision {.*, session: session.id, by: author {.id, .name, .name_zh}}
        ORDER BY decision.at DESC
      }),
      changes: COLLECT {
        MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment)-[:RATES]->(rating:Rating)<-[:OVERRIDES]-(change:Adjustment)
        MATCH (change)-[:DECIDED_IN]->(session)
        WHERE CASE WHEN session.locked_at IS NULL THEN change.standing ELSE change.locked END
        MATCH (rating)-[:ON]->(:Expectation)-[:OF_SKILL]->(skill:Skill)
        RETURN {
          skill: skill {.name_en, .name_zh}, before: rating.value, value: change.value,
          reason_code: change.reason_code, text: change.text, at: change.at
        }
        ORDER BY skill.name_en, skill.key
      }
    }
    ORDER BY person.name, person.id
  } AS people,
  COLLECT {
    MATCH (session)-[:RECORDED]->(event:Event)
    WHERE event.action = 'take_out'
    WITH event, split(split(split(event.body, '"reviews_out":["')[1], '"]')[0], '","') AS taken
    RETURN {
      at: event.at,
      reason: CASE
        WHEN NOT EXISTS { MATCH (own:Review)-[:ABOUT]->(:Person {id: $actor}) WHERE own.id IN taken }
        THEN head([(event)-[:SAID]->(words:Words {kind: 'reason'}) | words.text])
      END,
      people: COLLECT {
        MATCH (review:Review)-[:ABOUT]->(person:Person)
        WHERE review.id IN taken AND person.id <> $actor
        MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
        RETURN {
          review: review.id, person: person {.id, .name, .name_zh},
          level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}}
        }
        ORDER BY person.name, person.id
      }
    }
    ORDER BY event.seq
  } AS taken_out
