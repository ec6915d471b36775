// Assigns reviews in a cycle, each with its first event; one that is already there is left as it is.
// access: write
// params: cycle, rows
// returns: many (review, created)
// writes: Review state, revision, seq, head, cycle_id, self_due, manager_due
MATCH (cycle:Cycle {id: $cycle})
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
MATCH (version:FrameworkVersion {id: row.version})
MATCH (level:Level {id: row.level})
OPTIONAL MATCH (target:Level {id: row.target})
MERGE (review:Review {id: row.review})
ON CREATE SET review += row.properties, review.fresh = true
WITH cycle, row, person, version, level, target, review, coalesce(review.fresh, false) AS created
FOREACH (_ IN CASE WHEN created THEN [1] ELSE [] END |
  REMOVE review.fresh
  CREATE (review)-[:IN_CYCLE]->(cycle)
  CREATE (review)-[:ABOUT]->(person)
  CREATE (review)-[:PINNED_TO]->(version)
  CREATE (review)-[:AT]->(level)
  CREATE (review)-[:RECORDED]->(event:Event)
  SET event = row.event
)
FOREACH (goal IN CASE WHEN created AND target IS NOT NULL THEN [target] ELSE [] END |
  CREATE (review)-[:TOWARDS]->(goal)
)
RETURN review.id AS review, created
