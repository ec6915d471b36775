// Whether a set-up address still opens: it is the last that was offered, and there is no HR admin.
// access: read
// params: digest
// returns: one (digest)
MATCH (set_up:SetUp {id: 'set-up', digest: $digest})
WHERE NOT EXISTS { (:Person)-[:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) }
RETURN set_up.digest AS digest
