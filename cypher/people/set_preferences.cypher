// Sets the language and time zone in which a person reads, whether as a manager they rate before they read the
// self-assessment, and whether they want no mail about due dates; what is null stays as it is.
// access: write
// params: person, language, time_zone, rates_first, no_due_mail
// returns: one (language, time_zone)
MATCH (person:Person {id: $person})
SET person.language = coalesce($language, person.language), person.time_zone = coalesce($time_zone, person.time_zone),
  person.rates_first = coalesce($rates_first, person.rates_first),
  person.no_due_mail = coalesce($no_due_mail, person.no_due_mail)
RETURN person.language AS language, person.time_zone AS time_zone
