// Asks for a pack, or finds the living one of the same content; the asker's event beside a new one. Nothing if the
// asker's stream moved since, or they do not sit in the session.
// access: write
// params: actor, session, living, pack, reviews, seq, head, event
// returns: one (id, created)
// writes: Pack id, asker, language, paper, since, state, asked_at, done, of, attempts
MATCH (asker:Person {id: $actor})-[:MEMBER_OF]->(session:Session {id: $session})
SET asker.lock = $event.id
REMOVE asker.lock
WITH asker, session
WHERE coalesce(asker.seq, 0) = $seq AND coalesce(asker.head, '') = $head
MERGE (pack:Pack {living: $living})
ON CREATE SET pack += $pack, pack.fresh = true
WITH asker, session, pack, coalesce(pack.fresh, false) AS created
REMOVE pack.fresh
MERGE (asker)-[:ASKED_FOR]->(pack)
FOREACH (_ IN CASE WHEN created THEN [1] ELSE [] END |
  SET asker.seq = $event.seq, asker.head = $event.hash
  MERGE (pack)-[:OF_SESSION]->(session)
  CREATE (asker)-[:RECORDED]->(event:Event)
  SET event = $event
)
WITH pack, created
CALL (pack, created) {
  WITH pack, created
  WHERE created
  UNWIND $reviews AS id
  MATCH (review:Review {id: id})
  MERGE (pack)-[taken:TAKES_IN]->(review)
  SET taken.revision = review.revision
  RETURN count(*) AS taken
}
RETURN pack.id AS id, created
