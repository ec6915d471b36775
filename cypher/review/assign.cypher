// Assigns reviews in a cycle, each with its first event: all, or none where one may not be. One that is already there is
// left as it is.
// (`taken`: other reviews of this person and role in the cycle that are not cancelled, or are asked for beside. `asks`:
// whether anything is expected at the level. `published`, `managed`: whether the version is published, and the person has a
// manager today. The lock on the cycle makes two callers follow one another.)
// access: write
// params: cycle, today, rows
// returns: many (review, created, taken, asks, published, managed)
// writes: Review state, revision, seq, head, cycle_id, self_due, manager_due
MATCH (cycle:Cycle {id: $cycle})
SET cycle.lock = true
REMOVE cycle.lock
WITH cycle
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
MATCH (version:FrameworkVersion {id: row.version})
MATCH (level:Level {id: row.level})<-[:HAS_LEVEL]-(role:Role)
OPTIONAL MATCH (target:Level {id: row.target})
OPTIONAL MATCH (known:Review {id: row.review})
WITH cycle, person, role.key AS role,
  collect({row: row, version: version, level: level, target: target, known: known IS NOT NULL}) AS beside
WITH cycle, person, beside, COLLECT {
  MATCH (person)<-[:ABOUT]-(other:Review)-[:IN_CYCLE]->(cycle)
  WHERE other.state <> 'cancelled'
  MATCH (other)-[:AT]->(:Level)<-[:HAS_LEVEL]-(:Role {key: role})
  RETURN other.id
} AS living
UNWIND beside AS one
WITH cycle, person, one, EXISTS { MATCH (level:Level {id: one.row.level})-[:EXPECTS]->(:Expectation) } AS asks,
  one.version.state = 'published' AS published, EXISTS {
    MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      AND coalesce(manager.leaves_on, $today) >= $today
  } AS managed,
  [other IN living + [each IN beside WHERE NOT each.known | each.row.review] WHERE other <> one.row.review] AS taken
WITH cycle, collect(one {.*, person: person, taken: taken, asks: asks, published: published, managed: managed}) AS all_asked
WITH cycle, all_asked,
  size(all_asked) = size($rows) AND all(one IN all_asked WHERE one.known OR (one.taken = [] AND one.asks AND one.published AND one.managed)) AS may
UNWIND all_asked AS one
WITH cycle, one, may AND NOT one.known AS created, one.row AS row, one.person AS person, one.version AS version,
  one.level AS level, one.target AS target
FOREACH (_ IN CASE WHEN created THEN [1] ELSE [] END |
  CREATE (review:Review {id: row.review})
  SET review += row.properties
  CREATE (review)-[:IN_CYCLE]->(cycle)
  CREATE (review)-[:ABOUT]->(person)
  CREATE (review)-[:PINNED_TO]->(version)
  CREATE (review)-[:AT]->(level)
  CREATE (review)-[:RECORDED]->(event:Event)
  SET event = row.event
  FOREACH (goal IN CASE WHEN target IS NULL THEN [] ELSE [target] END | CREATE (review)-[:TOWARDS]->(goal))
)
RETURN row.review AS review, created, CASE WHEN one.known THEN [] ELSE one.taken END AS taken,
  one.known OR one.asks AS asks, one.known OR one.published AS published, one.known OR one.managed AS managed
