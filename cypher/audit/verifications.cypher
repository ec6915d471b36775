// The last times that somebody verified the record, the newest first.
// access: read
// params: action, limit
// returns: many (at, body, id, name_en, name_zh)
MATCH (event:Event)
WHERE event.action = $action AND event.at >= ''
MATCH (person:Person {id: event.actor})
RETURN event.at AS at, event.body AS body, person.id AS id, person.name AS name_en, person.name_zh AS name_zh
ORDER BY event.at DESC, event.stream, event.seq DESC
LIMIT $limit
