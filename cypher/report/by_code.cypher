// The signature that a verify code names, with its review as it stands now and the files issued of it.
// access: read
// params: code
// returns: one (review, person, state, revision, sign_off, issued)
MATCH (sign_off:SignOff {code: $code})<-[:SIGNED]-(review:Review)
RETURN review.id AS review, head([(review)-[:ABOUT]->(person:Person) | person.id]) AS person, review.state AS state, review.revision AS revision, sign_off {.*} AS sign_off,
  [(issued:Issued)-[:OF]->(sign_off) | issued {.id, .variant, .language, .paper, .at}] AS issued
