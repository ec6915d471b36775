// The signature that a verify code names, with its review as it stands now and the files issued of it.
// access: read
// params: code
// returns: one (review, state, revision, sign_off, issued)
MATCH (sign_off:SignOff {code: $code})<-[:SIGNED]-(review:Review)
RETURN review.id AS review, review.state AS state, review.revision AS revision, sign_off {.*} AS sign_off,
  [(issued:Issued)-[:OF]->(sign_off) | issued {.id, .variant, .language, .paper, .at}] AS issued
