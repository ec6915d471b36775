// What a report tells beside the review: people of the same level under other managers.
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
    WHERE rating.value IS NOT NULL AND expectation.id STARTS WITH level.id + '/'
    RETURN {expectation: expectation.id, value: rating.value, manager: author.id}
  } AS comparables
