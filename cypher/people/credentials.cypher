// What checking somebody's password needs, by the name they sign in with.
// access: read
// params: login
// returns: one (person, login, name, password_hash, session_version, seq, head, leaves_on)
MATCH (person:Person {login: $login})
RETURN person.id AS person, person.login AS login, person.name AS name, person.password_hash AS password_hash,
  person.session_version AS session_version, person.seq AS seq, person.head AS head,
  person.leaves_on AS leaves_on
