// Takes the words of a review away, with what their digests were made from, and says so in its stream, unless it moved.
// Values, digests and pieces of evidence stay: the record still verifies, and a piece may support other reviews. The notes
// of votes and of a meeting go, too; no digest was made of them, as they enter neither event nor signature.
// access: write
// params: review, states, seq, head, event
// returns: one (seq)
MATCH (review:Review {id: $review})
SET review.lock = $event.id
REMOVE review.lock
WITH review
WHERE review.state IN $states AND review.seq = $seq AND review.head = $head
SET review.seq = review.seq + 1, review.head = $event.hash
CREATE (review)-[:RECORDED]->(erasing:Event)
SET erasing = $event
WITH review
CALL (review) {
  MATCH (review)-[:RECORDED]->(:Event)-[:SAID]->(words:Words)
  SET words.text = null, words.salt = null
}
CALL (review) {
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment)-[:RATES]->(rating:Rating)
  SET rating.comment = null, rating.reason = null, rating.salt = null
}
CALL (review) {
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment)-[:RATES]->(:Rating)<-[:OVERRIDES]-(change:Adjustment)
  SET change.text = null, change.salt = null
}
CALL (review) {
  MATCH (review)<-[:DECIDES]-(decision:Decision)
  SET decision.text = null, decision.salt = null
}
CALL (review) {
  MATCH (review)-[:SIGNED]->(sign_off:SignOff)
  SET sign_off.sentences = null, sign_off.name = null, sign_off.salt = null
}
CALL (review) {
  MATCH (review)<-[:ON]-(vote:Vote)
  SET vote.note = null
}
CALL (review) {
  MATCH (review)<-[:ON]-(note:Note)
  SET note.text = null
}
RETURN review.seq AS seq
