// Ends one session of a person, by its key, and lets go of keys whose cookies have all run out. With more than `most` of
// them the session version is raised instead, which ends every session.
// access: write
// params: person, session_key, now, until, most
// returns: nothing
MATCH (person:Person {id: $person})
SET person.lock = $session_key
REMOVE person.lock
WITH person,
  [each IN coalesce(person.ended_sessions, []) WHERE each > $now AND NOT each ENDS WITH ' ' + $session_key]
  + [$until + ' ' + $session_key] AS ended
WITH person, ended, size(ended) > $most AS many
SET person.session_version = person.session_version + CASE WHEN many THEN 1 ELSE 0 END,
  person.ended_sessions = CASE WHEN many THEN [] ELSE ended END
