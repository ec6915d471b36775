// Everything about one review that a page, a rule or a report needs, and what the reader is to it today. Nothing for who
// cannot be anything to it (the first WHERE, wider than the rules): that takes as long as a review that does not exist.
// access: read
// params: review, actor, today, decided_states
// returns: one (review, person, manager, reader, line_up, appointed_arbiter, level, target, framework, cycle, expectations, assessments, ratings, evidence, last_cycle, last, adjustments, decisions, sign_offs, sessions, events, other_roles)
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person)
OPTIONAL MATCH (reader:Person {id: $actor})
WHERE reader = person OR coalesce(reader.leaves_on, $today) >= $today
WITH review, person, reader
WHERE person = reader
  OR EXISTS {
    MATCH (person)-[line:REPORTS_TO]->(reader)
    WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
  }
  OR EXISTS {
    MATCH (person)-[line:REPORTS_TO]->(:Person)-[named:DELEGATES_TO]->(reader)
    WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
      AND named.from <= $today AND named.until >= $today
  }
  OR EXISTS {
    MATCH (reader)-[held:HAS_CAPACITY]->(capacity:Capacity)
    WHERE capacity.id IN ['auditor', 'hr_admin'] AND held.from <= $today AND coalesce(held.until, $today) >= $today
  }
  OR EXISTS { MATCH (reader)-[:MEMBER_OF]->(:Session)-[:COVERS]->(review) }
  OR EXISTS { MATCH (review)-[:ARBITER]->(reader) }
  OR (review.state = 'challenged' AND (
    EXISTS { MATCH (person)-[:REPORTS_TO]->{1,16}(reader) }
    OR EXISTS { MATCH (review)-[:SIGNED]->(:SignOff)-[:BY]->(:Person)-[:REPORTS_TO]->{1,15}(reader) }
  ))
MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
MATCH (review)-[:PINNED_TO]->(version:FrameworkVersion)<-[:HAS_VERSION]-(framework:Framework)
MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
OPTIONAL MATCH (review)-[:TOWARDS]->(target:Level)<-[:HAS_LEVEL]-(target_role:Role)
CALL (person) {
  OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
  WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
  RETURN manager, line
  ORDER BY line.kind, line.from DESC
  LIMIT 1
}
CALL (review) {
  OPTIONAL MATCH (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(signer:Person)
  RETURN signer
  ORDER BY sign_off.revision DESC
  LIMIT 1
}
CALL (person, cycle, role) {
  OPTIONAL MATCH (person)<-[:ABOUT]-(previous:Review)-[:IN_CYCLE]->(before:Cycle)
  WHERE before.opens_on < cycle.opens_on AND previous.state IN $decided_states
  OPTIONAL MATCH (previous)-[:AT]->(previous_level:Level)<-[:HAS_LEVEL]-(previous_role:Role)
  RETURN previous, before, previous_level, previous_role
  ORDER BY before.opens_on DESC, coalesce(previous_role.key = role.key, false) DESC
  LIMIT 1
}
RETURN
  review {.*} AS review,
  person {.id, .name, .name_zh, .away_until, .leaves_on, level_since: head(COLLECT {
    MATCH (person)-[holds:HOLDS]->(:Level)
    WHERE holds.from <= $today AND coalesce(holds.until, $today) >= $today
    RETURN holds.from
    ORDER BY holds.from DESC
  })} AS person,
  manager {.id, .name, .name_zh, kind: line.kind, from: line.from} AS manager,
  {
    name: reader.name,
    name_zh: reader.name_zh,
    deputy_from: head(COLLECT {
      MATCH (manager)-[named:DELEGATES_TO]->(reader)
      WHERE named.from <= $today AND named.until >= $today AND coalesce(manager.leaves_on, $today) >= $today
        AND person <> reader AND NOT EXISTS {
          MATCH (reader)((:Person)-[up:REPORTS_TO WHERE up.kind <> 'dotted' AND up.from <= $today
                        AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(person)
        }
      RETURN named.from
    }),
    seq: coalesce(reader.seq, 0),
    head: coalesce(reader.head, ''),
    read_today: EXISTS { MATCH (reader)-[:READ {on: $today}]->(review) },
    dotted: EXISTS {
      MATCH (person)-[dotted:REPORTS_TO {kind: 'dotted'}]->(reader)
      WHERE dotted.from <= $today AND coalesce(dotted.until, $today) >= $today
    },
    left: coalesce(reader.leaves_on < $today, false),
    direct_line: EXISTS {
      MATCH (person)-[direct:REPORTS_TO]-(reader)
      WHERE direct.from <= $today AND coalesce(direct.until, $today) >= $today
    },
    capacities: COLLECT {
      MATCH (reader)-[held:HAS_CAPACITY]->(capacity:Capacity)
      WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
      RETURN {id: capacity.id, from: held.from}
    }
  } AS reader,
  COLLECT {
    WITH coalesce(signer, manager) AS start
    MATCH (start)((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND up.from <= $today
                  AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(boss:Person)
    WHERE coalesce(boss.leaves_on, $today) >= $today
    RETURN boss.id
    ORDER BY size(up)
  } AS line_up,
  head([(review)-[appointed:ARBITER]->(arbiter:Person)
    WHERE appointed.from <= $today AND coalesce(arbiter.leaves_on, $today) >= $today | arbiter.id]) AS appointed_arbiter,
  level {
    .id, .key, .rank, .name_en, .name_zh, role: role {.key, .slug, .name_en, .name_zh},
    above: COLLECT { MATCH (level)-[:NEXT]->(next:Level) RETURN next {.name_en, .name_zh} ORDER BY next.rank, next.key }
  } AS level,
  target {.id, .key, .rank, .name_en, .name_zh, role: target_role {.key, .slug, .name_en, .name_zh}} AS target,
  framework {.name_en, .name_zh, version: version.id, number: version.number} AS framework,
  cycle {.*} AS cycle,
  COLLECT {
    UNWIND [{part: 'current', level: level.id}, {part: 'target', level: target.id}] AS side
    MATCH (:Level {id: side.level})-[:EXPECTS]->(expectation:Expectation)-[:OF_SKILL]->(skill:Skill)
    MATCH (skill)<-[position:HAS_SKILL]-(category:Category)<-[group:HAS_CATEGORY]-(domain:Domain)<-[area:HAS_DOMAIN]-()
    OPTIONAL MATCH (expectation)-[:GROWS_INTO]->(next:Expectation)<-[:EXPECTS]-(next_level:Level)
    RETURN expectation {
      .id, .required, .text_en, .text_zh,
      part: side.part,
      skill: skill {.key, .slug, .name_en, .name_zh, requires: [(skill)-[:REQUIRES]->(base) | base.key]},
      category: category {.key, .name_en, .name_zh},
      domain: domain {.name_en, .name_zh},
      order: [area.order, group.order, position.order],
      next: next {.text_en, .text_zh, .required, level: next_level {.id, .name_en, .name_zh}}
    }
  } AS expectations,
  COLLECT {
    MATCH (review)-[:HAS_ASSESSMENT]->(assessment:Assessment {revision: review.revision})
    RETURN assessment {
      .id, .party, .revision, .draft, .submitted_at,
      authors: [(assessment)-[:WRITTEN_BY]->(author) | author {.id, .name, .name_zh}]
    }
  } AS assessments,
  COLLECT {
    MATCH (review)-[:HAS_ASSESSMENT]->(assessment:Assessment {revision: review.revision})-[:RATES]->(rating:Rating)
    MATCH (rating)-[:ON]->(expectation:Expectation)
    RETURN rating {
      .id, .value, .comment, .reason, .version, .saved_at, .author, .agreed, .seen, .comment_digest, .reason_digest,
      party: assessment.party,
      expectation: expectation.id,
      evidence: [(rating)-[:SUPPORTED_BY]->(piece) | piece {.*}]
    }
  } AS ratings,
  COLLECT {
    MATCH (piece:Evidence)-[:OWNED_BY]->(person)
    RETURN piece {.*}
    ORDER BY piece.added_at DESC, piece.id DESC
    LIMIT 100
  } AS evidence,
  before {.id, .name_en, .name_zh, level: previous_level {.key, .name_en, .name_zh}, role: previous_role {.key, .name_en, .name_zh}} AS last_cycle,
  COLLECT {
    MATCH (previous)-[:HAS_ASSESSMENT]->(side:Assessment {revision: previous.revision})-[:RATES]->(rating:Rating)
    WHERE side.party IN ['sent', 'manager']
    MATCH (rating)-[:ON]->(expectation:Expectation)-[:OF_SKILL]->(skill:Skill)
    WHERE expectation.id STARTS WITH previous_level.id + '/'
    RETURN {
      skill: skill.key,
      party: side.party,
      value: rating.value,
      text_en: expectation.text_en,
      text_zh: expectation.text_zh,
      calibrated: head([(change:Adjustment)-[:OVERRIDES]->(rating) WHERE change.standing | change.value])
    }
  } AS last,
  COLLECT {
    MATCH (review)-[:HAS_ASSESSMENT]->(side:Assessment)-[:RATES]->(rating:Rating)<-[:OVERRIDES]-(change:Adjustment)
    MATCH (change)-[:BY]->(author:Person)
    MATCH (change)-[:DECIDED_IN]->(session:Session)
    MATCH (rating)-[:ON]->(expectation:Expectation)
    RETURN change {
      .*, revision: side.revision, expectation: expectation.id, session: session.id,
      by: author {.id, .name, .name_zh}
    }
    ORDER BY change.at
  } AS adjustments,
  COLLECT {
    MATCH (decision:Decision)-[:DECIDES]->(review)
    MATCH (decision)-[:BY]->(author:Person)
    MATCH (decision)-[:DECIDED_IN]->(session:Session)
    RETURN decision {.*, session: session.id, by: author {.id, .name, .name_zh}}
    ORDER BY decision.at, decision.standing
  } AS decisions,
  COLLECT {
    MATCH (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(author:Person)
    RETURN sign_off {.*, by: author {.id, .name, .name_zh}}
    ORDER BY sign_off.revision
  } AS sign_offs,
  COLLECT {
    MATCH (session:Session)-[:COVERS]->(review)
    OPTIONAL MATCH (reader)-[seat:MEMBER_OF]->(session)
    RETURN session {.id, .name_en, .name_zh, .state, .meets_on, reader_is: coalesce(seat.as, '')}
  } AS sessions,
  COLLECT {
    MATCH (review)-[:RECORDED]->(event:Event)
    OPTIONAL MATCH (actor:Person {id: event.actor})
    OPTIONAL MATCH (behalf:Person {id: event.on_behalf_of})
    RETURN event {
      .seq, .action, .at, .body, .hash,
      actor: coalesce(actor {.id, .name, .name_zh}, {id: event.actor, name: event.actor, name_zh: ''}),
      behalf: behalf {.id, .name, .name_zh},
      words: [(event)-[:SAID]->(words:Words) | words {.kind, .text}]
    }
    ORDER BY event.seq
  } AS events,
  COLLECT {
    MATCH (person)<-[:ABOUT]-(other:Review)-[:IN_CYCLE]->(cycle)
    WHERE other.id <> review.id AND other.state <> 'cancelled'
    MATCH (other)-[:AT]->(:Level)<-[:HAS_LEVEL]-(of:Role)
    RETURN of.key
  } AS other_roles
