// The account behind a session cookie with all that navigation needs; no row once the session version was raised, that
// one session was ended, or the person has left (with `leavers`: they are marked as having left, and hold nothing).
// (`manages`: whether worklists/team finds anybody.)
// access: read
// params: person, session_version, session_key, today, leavers
// returns: one (person, capacities, manages, sits_in, review, left)
MATCH (person:Person {id: $person})
WHERE person.session_version = $session_version
  AND none(ended IN coalesce(person.ended_sessions, []) WHERE ended ENDS WITH ' ' + $session_key)
  AND ($leavers OR coalesce(person.leaves_on, $today) >= $today)
RETURN person {.id, .login, .name, .name_zh, .email, .language, .time_zone, .session_version, .rates_first,
    .no_due_mail, .no_link_until} AS person,
  COLLECT {
    MATCH (person)-[held:HAS_CAPACITY]->(capacity:Capacity)
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    RETURN DISTINCT capacity.id ORDER BY capacity.id
  } AS capacities,
  EXISTS {
    MATCH (person)<-[line:REPORTS_TO]-(report:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      AND NOT (line.kind = 'line' AND EXISTS {
        MATCH (report)-[other:REPORTS_TO {kind: 'appointed'}]->(:Person)
        WHERE other.from <= $today AND coalesce(other.until, $today) >= $today
      })
  } OR EXISTS {
    MATCH (person)<-[named:DELEGATES_TO]-(manager:Person)<-[line:REPORTS_TO]-(report:Person)
    WHERE named.from <= $today AND named.until >= $today AND coalesce(manager.leaves_on, $today) >= $today
      AND line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      AND NOT (line.kind = 'line' AND EXISTS {
        MATCH (report)-[other:REPORTS_TO {kind: 'appointed'}]->(:Person)
        WHERE other.from <= $today AND coalesce(other.until, $today) >= $today
      })
      AND report <> person AND NOT EXISTS {
        MATCH (person)((:Person)-[up:REPORTS_TO WHERE up.kind <> 'dotted' AND up.from <= $today
                       AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(report)
      }
  } AS manages,
  COLLECT {
    MATCH (person)-[seat:MEMBER_OF]->(session:Session)
    RETURN {id: session.id, as: seat.as} ORDER BY session.id DESC
  } AS sits_in,
  head(COLLECT {
    MATCH (person)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle:Cycle)
    WHERE review.state <> 'cancelled'
    RETURN review.id ORDER BY cycle.opens_on DESC LIMIT 1
  }) AS review,
  coalesce(person.leaves_on < $today, false) AS left
