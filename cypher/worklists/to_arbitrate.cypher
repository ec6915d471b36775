// The challenged reviews that some people decide, each with whom: as the one appointed, or as the first in the signer's
// line who was not involved.
// (`involved`: who wrote, also what somebody replaced, signed, adjusted or locked does not decide a challenge; as worklists/progress and the sheet have it.)
// access: read
// params: actors, today, challenged, barring
// returns: many (actor, review)
MATCH (review:Review {state: $challenged})-[:ABOUT]->(person:Person)
MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
CALL (review, person) {
  OPTIONAL MATCH (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(signer:Person)
  RETURN signer
  ORDER BY sign_off.revision DESC
  LIMIT 1
}
WITH review, person, cycle, COLLECT {
  MATCH (signer)((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND up.from <= $today
                 AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(boss:Person)
  WHERE boss.id <> person.id AND coalesce(boss.leaves_on, $today) >= $today
  RETURN boss.id
  ORDER BY size(up)
} AS line_up, head([(review)-[appointed:ARBITER]->(one:Person) 
    WHERE appointed.from <= $today AND coalesce(one.leaves_on, $today) >= $today | one.id]) AS named
WHERE named IN $actors OR (named IS NULL AND any(boss IN line_up WHERE boss IN $actors))
WITH review, person, cycle, line_up, named, COLLECT {
  MATCH (review)-[:RECORDED]->(event:Event)
  WHERE event.action IN $barring
  UNWIND [event.actor, event.on_behalf_of] AS one
  WITH one WHERE one IS NOT NULL
  RETURN one
  UNION
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment {party: 'manager', revision: review.revision})-[:WRITTEN_BY]->(by:Person)
  RETURN by.id AS one
} AS involved
WITH review, person, cycle, coalesce(named, head([boss IN line_up WHERE NOT boss IN involved])) AS actor
WHERE actor IN $actors AND actor <> person.id
RETURN actor, review {.*, cycle: cycle {.*}, person: person {.id, .name, .name_zh}} AS review
