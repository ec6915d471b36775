// Who is or will be an HR admin, with their last day; and which change of them was the last.
// access: read
// params: none
// returns: one (changed, held)
OPTIONAL MATCH (hr:Capacity {id: 'hr_admin'})
RETURN coalesce(hr.changed, '') AS changed,
  [(person:Person)-[held:HAS_CAPACITY]->(hr) | [person.id, held.from, held.until, person.leaves_on]] AS held
