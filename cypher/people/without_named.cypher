// A stretch of events by which somebody got or lost a deputy and that do not lead to them: of an earlier release.
// access: read
// params: actions, limit
// returns: many (id, body)
UNWIND $actions AS action
MATCH (event:Event {action: action})
WHERE event.at > '' AND NOT EXISTS { (event)-[:NAMED]->(:Person) }
RETURN event.id AS id, event.body AS body
LIMIT $limit
