// The people whom a text names by id, sign-in name, email or name, and whether they report to somebody on a day,
// over however many others.
// access: read
// params: text, plain, person, on
// returns: many (id, below)
MATCH (named:Person)
WHERE named.search CONTAINS $plain
  AND (named.id = $text OR toLower(named.login) = $plain OR toLower(named.email) = $plain
    OR toLower(named.name) = $plain OR named.name_zh = $text)
RETURN named.id AS id, EXISTS {
  MATCH (named)-[lines:REPORTS_TO*1..40]->(:Person {id: $person})
  WHERE all(line IN lines WHERE line.kind = 'line' AND line.from <= $on AND coalesce(line.until, $on) >= $on)
} AS below
