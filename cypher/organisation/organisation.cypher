// The organisation that this installation is for; no row where it was not set up on its page.
// access: read
// params: none
// returns: one (name_en, name_zh, language, time_zone)
MATCH (organisation:Organisation {id: 'organisation'})
RETURN organisation.name_en AS name_en, organisation.name_zh AS name_zh, organisation.language AS language,
  organisation.time_zone AS time_zone
