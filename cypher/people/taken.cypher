// Who else has a sign-in name or an email address, and which of the two (login, email).
// access: read
// params: person, login, email_key
// returns: many (what, id, name, name_zh)
CALL () {
  MATCH (other:Person {login: $login})
  RETURN other, 'login' AS what
  UNION ALL
  MATCH (other:Person {email_key: $email_key})
  RETURN other, 'email' AS what
}
WITH other, what
WHERE other.id <> $person
RETURN what, other.id AS id, other.name AS name, other.name_zh AS name_zh
