// Keeps the digest of a new set-up address, in place of an earlier one; no row where there is an HR admin already.
// access: write
// params: digest, now
// returns: one (digest)
// writes: SetUp id, digest, offered_at
MERGE (set_up:SetUp {id: 'set-up'})
SET set_up.lock = $digest
REMOVE set_up.lock
WITH set_up
WHERE NOT EXISTS { (:Person)-[:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) }
SET set_up.digest = $digest, set_up.offered_at = $now
RETURN set_up.digest AS digest
