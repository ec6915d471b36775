// The versions that are shown and whose words to be found by are missing, or were made by an earlier release.
// access: read
// params: form
// returns: many (id)
MATCH (framework:Framework)-[:CURRENT]->(version:FrameworkVersion)
WHERE framework.id > '' AND coalesce(version.search_form, 0) <> $form
RETURN version.id AS id
ORDER BY id
