// The draft of a framework, by whom it was loaded and when; `there` tells one load from another, also from one that is
// under way or was cut short.
// access: read
// params: framework
// returns: one (number, there, by, name_en, name_zh, at, file)
MATCH (:Framework {id: $framework})-[:HAS_VERSION]->(draft:FrameworkVersion {state: 'draft'})
OPTIONAL MATCH (person:Person {id: draft.loaded_by})
RETURN draft.number AS number, coalesce(draft.filling, '') + '/' + coalesce(draft.filled, '') AS there,
  draft.loaded_by AS by, person.name AS name_en, person.name_zh AS name_zh, draft.loaded_at AS at, draft.file AS file
