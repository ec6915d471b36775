// Makes a draft cycle, or changes one, with an event in the installation's stream; nothing where it was changed, deleted or begun to be opened since, where that
// stream moved, or by who is no HR admin today.
// access: write
// params: cycle, draft, actor, today, trusted, event
// returns: one (id)
// writes: Cycle name_en, name_zh, opens_on, self_due, grace_days, manager_due, share_on, share_by, closes_on, challenge_days,
//   visibility, calibration, evidence_rule, asked_for, time_zone, state, versions, next_level, draft, in_departments,
//   in_managers, in_roles, in_levels, in_people
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
WITH installation, $trusted OR EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed
CALL (allowed) {
  WITH allowed
  WHERE allowed AND $draft = 0
  MERGE (cycle:Cycle {id: $cycle.id})
  RETURN cycle
  UNION
  MATCH (cycle:Cycle {id: $cycle.id})
  WHERE allowed
  RETURN cycle
}
SET cycle.lock = true
REMOVE cycle.lock
WITH installation, cycle
WHERE coalesce(cycle.draft, 0) = $draft AND coalesce(cycle.state, 'draft') = 'draft' AND cycle.seq IS NULL
SET cycle += $cycle
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
RETURN cycle.id AS id
