// Where the reader's stream stands, and which of some reviews they have not read today.
// access: read
// params: actor, reviews, on
// returns: one (seq, head, unread)
MATCH (reader:Person {id: $actor})
RETURN coalesce(reader.seq, 0) AS seq, coalesce(reader.head, '') AS head, COLLECT {
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})
  WHERE NOT EXISTS { (reader)-[:READ {on: $on}]->(review) }
  RETURN review {.id, .revision}
  ORDER BY review.id
} AS unread
