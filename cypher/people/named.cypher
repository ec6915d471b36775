// The people whom a text names by id, sign-in name, email or name.
// access: read
// params: text, plain
// returns: many (id)
MATCH (named:Person)
WHERE named.search CONTAINS $plain
  AND (named.id = $text OR toLower(named.login) = $plain OR toLower(named.email) = $plain
    OR toLower(named.name) = $plain OR named.name_zh = $text)
RETURN named.id AS id
