// Ends one session of a person, by its key; keys of sessions that would have run out by now are let go.
// access: write
// params: person, session_version, session_key, now, until
// returns: nothing
MATCH (person:Person {id: $person})
SET person.lock = $session_key
REMOVE person.lock
WITH person WHERE person.session_version = $session_version
SET person.ended_sessions =
  [ended IN coalesce(person.ended_sessions, []) WHERE ended > $now] + [$until + ' ' + $session_key]
