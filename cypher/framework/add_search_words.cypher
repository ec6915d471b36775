// Stores what skills and roles of a version are found by; a row is {id, node}.
// access: write
// params: version, form, skills, roles
// returns: one (id)
// writes: Skill exact_names, name_words, name_sounds, text_words; Role exact_names, name_words, name_sounds, text_words
MATCH (version:FrameworkVersion {id: $version})
SET version.search_form = $form
WITH version
CALL () {
  UNWIND $skills AS row
  MATCH (skill:Skill {id: row.id})
  SET skill += row.node
  RETURN count(*) AS skills
}
CALL () {
  UNWIND $roles AS row
  MATCH (role:Role {id: row.id})
  SET role += row.node
  RETURN count(*) AS roles
}
RETURN version.id AS id
