// Sets the language and time zone in which a person reads; what is null stays as it is.
// access: write
// params: person, language, time_zone
// returns: one (language, time_zone)
MATCH (person:Person {id: $person})
SET person.language = coalesce($language, person.language), person.time_zone = coalesce($time_zone, person.time_zone)
RETURN person.language AS language, person.time_zone AS time_zone
