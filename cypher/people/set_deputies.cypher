// Replaces whom somebody has named as their deputy, each as (to, from, until), with the event and its words: by
// themselves, or by an HR admin of today who is not to become the deputy and does not report to the person, so that nobody
// chooses who assesses them. No row where it may not be, the stream moved, or the deputy has by now named them on a day
// from `since` to `until` ('' where a deputy is ended). The person gets the mail that tells them (`notices`: one, or none),
// where they can sign in and have an address. The event leads to the deputy, whom its text names, too.
// access: write
// params: person, deputy, deputies, since, until, actor, today, event, words, notices
// returns: one (id)
// writes: Mail id, kind, state, tries, asker, asked_at, next_at, expires_at, deputy, since, until
MATCH (person:Person {id: $person})
SET person.lock = $event.id
REMOVE person.lock
WITH person
MATCH (other:Person {id: $deputy})
SET other.lock = $event.id
REMOVE other.lock
WITH person, other
WHERE person.seq = $event.seq - 1 AND person.head = $event.previous
  AND ($actor = $person OR ($actor <> $deputy OR $until = '') AND EXISTS {
    MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
  } AND NOT EXISTS {
    MATCH (:Person {id: $actor})-[line:REPORTS_TO]->(person)
    WHERE line.kind IN ['appointed', 'line'] AND coalesce(line.until, $today) >= $today
  })
  AND NOT EXISTS { MATCH (other)-[back:DELEGATES_TO]->(person) WHERE back.from <= $until AND back.until >= $since }
CALL (person) {
  MATCH (person)-[before:DELEGATES_TO]->(:Person)
  DELETE before
}
CALL (person) {
  UNWIND $deputies AS one
  MATCH (deputy:Person {id: one[0]})
  CREATE (person)-[:DELEGATES_TO {from: one[1], until: one[2]}]->(deputy)
}
SET person.seq = $event.seq, person.head = $event.hash
CREATE (person)-[:RECORDED]->(event:Event)-[:NAMED]->(other)
SET event = $event
FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
FOREACH (one IN [one IN $notices WHERE coalesce(person.password_hash, '') <> '' AND coalesce(person.email, '') <> ''
    AND NOT coalesce(person.demo, false)] |
  CREATE (notice:Mail)-[:TO]->(person)
  SET notice = one)
RETURN person.id AS id
