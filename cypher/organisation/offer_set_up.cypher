// Keeps the digest of a new set-up address, in place of an earlier one, with an event in the installation's stream; no
// row where there is an HR admin already, or that stream moved.
// access: write
// params: digest, now, event
// returns: one (digest)
// writes: SetUp id, digest, offered_at
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
MERGE (set_up:SetUp {id: 'set-up'})
SET set_up.lock = $digest
REMOVE set_up.lock
WITH installation, set_up
WHERE NOT EXISTS { (:Person)-[:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) }
SET set_up.digest = $digest, set_up.offered_at = $now
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
RETURN set_up.digest AS digest
