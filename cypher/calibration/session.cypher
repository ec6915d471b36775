// One session as its members see it: the reviews it covers with people, managers, levels and states; packs that the
// reader may have (nobody in one is themselves; `open`: all it takes in is still covered and signed), and the last sign of
// life of any worker. Packs are the newest five, the newest five living ones, and the newest four living ones that the
// reader asked for (two languages, two papers): what asking again would find is always among them.
// (`votes`: who votes how, of the revision that is signed now, by members of today; none before the session has started.)
// (`notes`: what members noted of `review` in the meeting, '' for none of them.)
// `required`: what stands of each required expectation, what the employee says and what the manager gave, three lists in one
// order; of the reviews `rated` ('*': of all), shown of what is signed alone. `taken`: the review as the newest pack that was
// made of it took it in; `since`: what was done with it after that, of `told`.
// (For 300 people of 40 expectations: both sides are read along their edges, which takes half of what looking up each rating
// takes; what the committee changed is read from the sessions' side. An expectation is known by how its id begins, where
// left() keeps the planner from beginning with the expectations of the level, and with everybody's ratings of them.)
// access: read
// params: session, actor, today, signed, review, rated, told
// returns: one (session, reader_is, members, reviews, votes, notes, packs, beat_at)
MATCH (session:Session {id: $session})
MATCH (reader:Person {id: $actor})-[seat:MEMBER_OF]->(session)
WHERE coalesce(reader.leaves_on, $today) >= $today
WITH session, reader, seat, COLLECT {
  MATCH (session)-[:COVERS]->(covered:Review)
  MATCH (covered)<-[:COVERS]-(deciding:Session)
  WITH DISTINCT deciding
  MATCH (deciding)<-[:DECIDED_IN]-(change:Adjustment {standing: true})-[:OVERRIDES]->(rating:Rating)
  RETURN {rating: rating.id, value: change.value}
} AS changes
RETURN session {.*} AS session, seat.as AS reader_is,
  [(member:Person)-[member_seat:MEMBER_OF]->(session) | member {.id, .name, .name_zh, as: member_seat.as, here_at: member_seat.here_at}] AS members,
  COLLECT {
    MATCH (session)-[covers:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
    MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
    OPTIONAL MATCH (review)-[:TOWARDS]->(target:Level)<-[:HAS_LEVEL]-(target_role:Role)
    CALL (person) {
      OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      RETURN manager
      ORDER BY line.kind, line.from DESC
      LIMIT 1
    }
    CALL (session, review) {
      OPTIONAL MATCH (session)<-[:OF_SESSION]-(pack:Pack)-[taken:TAKES_IN]->(review)
      WHERE pack.pages > 0
      RETURN taken {.revision, .seq, at: pack.started_at} AS taken
      ORDER BY pack.started_at DESC
      LIMIT 1
    }
    WITH *, review.id + '/' + review.revision AS signed
    WITH *, [change IN changes WHERE change.rating STARTS WITH signed + '/'] AS changed, COLLECT {
      MATCH (:Assessment {id: signed + '/manager'})-[:RATES]->(rating:Rating)-[:ON]->(expectation:Expectation {required: true})
      WHERE left(expectation.id, size(level.id) + 1) = level.id + '/' AND ('*' IN $rated OR review.id IN $rated)
      RETURN rating.value ORDER BY expectation.id
    } AS given, COLLECT {
      MATCH (:Assessment {id: signed + '/sent'})-[:RATES]->(rating:Rating)-[:ON]->(expectation:Expectation {required: true})
      WHERE left(expectation.id, size(level.id) + 1) = level.id + '/' AND ('*' IN $rated OR review.id IN $rated)
      RETURN rating.value ORDER BY expectation.id
    } AS sent
    CALL (signed, level, given, sent) {
      WITH * WHERE size(sent) <> size(given)
      MATCH (:Assessment {id: signed + '/manager'})-[:RATES]->(:Rating)-[:ON]->(expectation:Expectation {required: true})
      WHERE left(expectation.id, size(level.id) + 1) = level.id + '/'
      OPTIONAL MATCH (rating:Rating {id: signed + '/sent/' + expectation.id})
      WITH rating, expectation ORDER BY expectation.id
      RETURN collect([rating.value]) AS partly
    }
    CALL (signed, level, given, changed) {
      WITH * WHERE size(changed) > 0 AND size(given) > 0
      MATCH (:Assessment {id: signed + '/manager'})-[:RATES]->(rating:Rating)-[:ON]->(expectation:Expectation {required: true})
      WHERE left(expectation.id, size(level.id) + 1) = level.id + '/'
      WITH rating, expectation, changed ORDER BY expectation.id
      RETURN collect(coalesce(head([change IN changed WHERE change.rating = rating.id | change.value]), rating.value))
        AS standing
    }
    RETURN review {.*, cycle: cycle {.*}, person: person {.id, .name, .name_zh}, manager: manager {.id, .name, .name_zh},
      level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}},
      target: target {.id, .key, .rank, .name_en, .name_zh, role: target_role {.slug, .name_en, .name_zh}},
      department: head([(person)-[works:WORKS_IN]->(department:Department)
        WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]),
      taken: taken,
      since: COLLECT {
        MATCH (event:Event {stream: review.id})
        WHERE event.seq > taken.seq AND event.action IN $told
        RETURN event.action ORDER BY event.seq
      },
      recommendation: head([(review)-[:SIGNED]->(sign_off:SignOff {revision: review.revision}) | sign_off.recommendation]),
      discussed: covers {.discussed_at, .discussed_by},
      changed: size(changed),
      decision: head(COLLECT {
        MATCH (review)<-[:DECIDES]-(decision:Decision {standing: true})-[:BY]->(author:Person)
        WHERE EXISTS { (decision)-[:DECIDED_IN]->(session) }
        RETURN decision {.*, session: session.id, by: author {.id, .name, .name_zh}}
      }),
      required: {
        given: given, mine: CASE size(sent) WHEN size(given) THEN sent ELSE [one IN partly | one[0]] END,
        value: CASE standing WHEN [] THEN given ELSE standing END
      }}
    ORDER BY person.name, person.id
  } AS reviews,
  COLLECT {
    MATCH (session)<-[:IN]-(vote:Vote)-[:ON]->(review:Review)
    WHERE session.state IN ['in_session', 'locked'] AND vote.revision = review.revision AND vote.value IS NOT NULL
    MATCH (vote)-[:BY]->(voter:Person)-[:MEMBER_OF]->(session)
    RETURN {
      review: review.id, by: voter.id, value: vote.value,
      expectation: head([(vote)-[:ON]->(expectation:Expectation) | expectation.id])
    }
  } AS votes,
  COLLECT {
    MATCH (session)<-[:IN]-(note:Note)-[:ON]->(:Review {id: $review})
    WHERE session.state IN ['in_session', 'locked']
    MATCH (note)-[:BY]->(writer:Person)
    RETURN {by: writer.id, version: note.version, text: note.text, saved_at: note.saved_at}
  } AS notes,
  COLLECT {
    MATCH (session)<-[:OF_SESSION]-(pack:Pack)
    WHERE NOT EXISTS { MATCH (pack)-[:TAKES_IN]->(:Review)-[:ABOUT]->(reader) }
    WITH session, reader, pack, EXISTS { MATCH (reader)-[:ASKED_FOR]->(pack) } AS mine
    ORDER BY pack.asked_at DESC, pack.ended_at IS NOT NULL, pack.id
    WITH session, collect({pack: pack, mine: mine}) AS every
    WITH session, every, [one IN every WHERE one.pack.living IS NOT NULL] AS living
    UNWIND every[..5] + living[..5] + [one IN living WHERE one.mine][..4] AS listed
    WITH DISTINCT session, listed.pack AS pack
    OPTIONAL MATCH (asker:Person {id: pack.asker})
    RETURN {
      pack: pack {.*}, asker: asker {.id, .name, .name_zh},
      reviews: [(pack)-[:TAKES_IN]->(review:Review) | review.id],
      open: NOT EXISTS {
        MATCH (pack)-[taken:TAKES_IN]->(review:Review)
        WHERE NOT review.state IN $signed OR review.revision <> taken.revision
          OR NOT EXISTS { MATCH (session)-[:COVERS]->(review) }
      }
    }
    ORDER BY pack.asked_at DESC, pack.ended_at IS NOT NULL, pack.id
  } AS packs,
  head(COLLECT {
    MATCH (worker:Worker)
    WHERE worker.id > ''
    RETURN worker.beat_at
    ORDER BY worker.beat_at DESC
    LIMIT 1
  }) AS beat_at
