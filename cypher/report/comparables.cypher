// What a report tells beside the review: how people of the same level were rated under other managers, and under how many,
// by expectation.
// access: read
// params: review, states
// returns: one (comparables)
MATCH (review:Review {id: $review})-[:AT]->(level:Level)
MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
OPTIONAL MATCH (review)-[:SIGNED]->(own:SignOff {revision: review.revision})-[:BY]->(signer:Person)
RETURN COLLECT {
    MATCH (level)<-[:AT]-(other:Review)-[:IN_CYCLE]->(cycle)
    WHERE other.id <> review.id AND other.state IN $states
    MATCH (other)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(author:Person)
    WHERE sign_off.revision = other.revision AND author.id <> coalesce(signer.id, '')
    MATCH (:Assessment {id: other.id + '/' + other.revision + '/manager'})-[:RATES]->(rating:Rating)
    MATCH (rating)-[:ON]->(expectation:Expectation)
    WHERE rating.value IS NOT NULL AND left(expectation.id, size(level.id) + 1) = level.id + '/'
    WITH expectation, collect(rating.value) AS values, count(DISTINCT author) AS managers
    RETURN {expectation: expectation.id, values: values, managers: managers}
  } AS comparables
