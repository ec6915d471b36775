// A stretch of the record, the newest first: events of a time, of an action, of a cycle, and by or about those whose id, sign-in name or name holds what was typed; '' asks for all.
// (Of the reader's own review, what its employee may not know before the result is shared is left out, and no body is
// given: an auditor has no other capacity on it.)
// access: read
// params: typed, action, cycle, since, until, skip, limit, reader, shared, committee
// returns: one (cycles, people, events)
CALL () {
  MATCH (person:Person)
  WHERE $typed <> '' AND person.id > '' AND (
    toLower(person.id) = toLower($typed) OR toLower(person.login) = toLower($typed)
    OR toLower(person.name) CONTAINS toLower($typed) OR person.name_zh CONTAINS $typed
  )
  RETURN collect(person.id) AS people
}
CALL () {
  MATCH (:Person {id: $reader})<-[:ABOUT]-(review:Review)
  WHERE NOT review.state IN $shared
  RETURN collect(review.id) AS unshared
}
RETURN
  COLLECT {
    MATCH (cycle:Cycle)
    WHERE cycle.id > ''
    RETURN cycle {.id, .name_en, .name_zh}
    ORDER BY cycle.opens_on DESC
  } AS cycles,
  people,
  COLLECT {
    MATCH (event:Event)
    WHERE event.at >= $since AND ($until = '' OR event.at < $until)
      AND ($action = '' OR event.action = $action)
      AND NOT (event.stream IN unshared AND event.action IN $committee)
      AND ($cycle = '' OR event.stream = $cycle
        OR event.stream = 'installation' AND event.body CONTAINS '"cycle":"' + $cycle + '"' OR EXISTS { (event)<-[:RECORDED]-(:Review {cycle_id: $cycle}) })
      AND ($typed = '' OR event.actor IN people OR event.stream IN people OR EXISTS {
        MATCH (event)<-[:RECORDED]-(:Review)-[:ABOUT]->(about:Person)
        WHERE about.id IN people
      })
    WITH event
    ORDER BY event.at DESC, event.stream, event.seq DESC
    SKIP $skip
    LIMIT $limit
    RETURN event {
      .stream, .seq, .action, .actor, .on_behalf_of, .relied_on, .at, .previous, .hash,
      body: CASE WHEN event.stream IN unshared THEN '' ELSE event.body END,
      by: head(COLLECT { MATCH (person:Person {id: event.actor}) RETURN person {.id, name_en: person.name, .name_zh} }),
      about: head(COLLECT {
        MATCH (event)<-[:RECORDED]-(:Review)-[:ABOUT]->(person:Person)
        RETURN person {.id, name_en: person.name, .name_zh}
        UNION
        MATCH (event)<-[:RECORDED]-(person:Person)
        WHERE person.id <> event.actor
        RETURN person {.id, name_en: person.name, .name_zh}
      }),
      cycle: head(COLLECT { MATCH (event)<-[:RECORDED]-(review:Review) RETURN review.cycle_id }),
      owner: head(COLLECT { MATCH (event)<-[:RECORDED]-(owner) RETURN head(labels(owner)) })
    }
    ORDER BY event.at DESC, event.stream, event.seq DESC
  } AS events
