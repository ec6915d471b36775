// Replaces the capacities of somebody, each as (to, from, until), with the event and the reason's words. By another HR
// admin of today; or, `trusted`, from the command line, where nobody who has not left holds the capacity today.
// No row where it may not be, the person's stream moved, or, where `seen` is given, HR admins are others since that change.
// access: write
// params: person, capacity, capacities, actor, today, trusted, seen, event, words
// returns: one (id)
MERGE (hr:Capacity {id: 'hr_admin'})
SET hr.lock = $event.id
REMOVE hr.lock
WITH hr
WHERE $seen IS NULL OR coalesce(hr.changed, '') = $seen
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH hr, person
WHERE person.seq = $event.seq - 1 AND person.head = $event.previous
  AND (NOT $trusted AND $actor <> $person AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(hr)
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  } OR $trusted AND NOT EXISTS {
    MATCH (one:Person)-[held:HAS_CAPACITY]->(:Capacity {id: $capacity})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today AND coalesce(one.leaves_on, $today) >= $today
  })
FOREACH (_ IN CASE WHEN $capacity = 'hr_admin' THEN [1] ELSE [] END | SET hr.changed = $event.id)
WITH person
CALL (person) {
  MATCH (person)-[before:HAS_CAPACITY]->(:Capacity)
  DELETE before
}
CALL (person) {
  UNWIND $capacities AS one
  MERGE (capacity:Capacity {id: one[0]})
  CREATE (person)-[held:HAS_CAPACITY {from: one[1]}]->(capacity)
  SET held.until = one[2]
}
SET person.seq = $event.seq, person.head = $event.hash
CREATE (person)-[:RECORDED]->(event:Event)
SET event = $event
FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
RETURN person.id AS id
