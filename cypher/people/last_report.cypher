// The last day on which anybody reported to somebody.
// access: read
// params: actor, today
// returns: one (until)
MATCH (:Person {id: $actor})<-[line:REPORTS_TO]-(:Person)
WHERE line.kind IN ['appointed', 'line'] AND line.until < $today
RETURN max(line.until) AS until
