// What was signed in some reviews: each signature with the ratings of both sides in its revision.
// access: read
// params: reviews
// returns: many (review, sign_off, subject, ratings)
UNWIND $reviews AS id
MATCH (review:Review {id: id})-[:SIGNED]->(sign_off:SignOff)
MATCH (review)-[:ABOUT]->(person:Person)
RETURN review.id AS review, sign_off {.*} AS sign_off, {person: person.id} AS subject, COLLECT {
  UNWIND ['sent', 'manager'] AS party
  MATCH (:Assessment {id: review.id + '/' + sign_off.revision + '/' + party})-[:RATES]->(rating:Rating)
  MATCH (rating)-[:ON]->(expectation:Expectation)
  RETURN {
    party: party, expectation: expectation.id, value: rating.value, author: rating.author, saved_at: rating.saved_at,
    comment: rating.comment, reason: rating.reason, salt: rating.salt,
    comment_digest: rating.comment_digest, reason_digest: rating.reason_digest,
    evidence: [(rating)-[:SUPPORTED_BY]->(piece) | piece {.title, .url, .note, .salt, .digest}]
  }
} AS ratings
