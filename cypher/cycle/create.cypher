// Creates a cycle; one that is already there is left as it is.
// access: write
// params: cycle
// returns: one (created)
// writes: Cycle id, name_en, name_zh, opens_on, self_due, grace_days, manager_due, share_on, share_by, closes_on,
//   challenge_days, visibility, calibration, evidence_rule, asked_for, time_zone, state, versions, next_level, draft,
//   in_departments, in_managers, in_roles, in_levels, in_people
MERGE (cycle:Cycle {id: $cycle.id})
ON CREATE SET cycle += $cycle, cycle.fresh = true
WITH cycle, coalesce(cycle.fresh, false) AS created
REMOVE cycle.fresh
RETURN created
