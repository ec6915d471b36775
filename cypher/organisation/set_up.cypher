// Makes the organisation and its first HR admins, each with account, capacities and events, and ends the set-up address,
// with an event in the installation's stream; no row where the address has ended, or that stream moved. An id, sign-in
// name or email address that is taken is a conflict.
// access: write
// params: digest, organisation, admins, capacities, today, event
// returns: one (admins)
// writes: Organisation id, name_en, name_zh, time_zone, language, set_up_at;
//   Person id, login, name, name_zh, email, language, time_zone, password_hash, session_version, demo, search, sorted, email_key, invitation, invited_until, seq,
//     head;
//   Event id, stream, seq, action, actor, on_behalf_of, relied_on, at, body, previous, hash
MERGE (installation:Installation {id: 'installation'})
SET installation.lock = $event.id
REMOVE installation.lock
WITH installation
WHERE coalesce(installation.seq, 0) = $event.seq - 1 AND coalesce(installation.head, '') = $event.previous
MATCH (set_up:SetUp {id: 'set-up'})
SET set_up.lock = $digest
REMOVE set_up.lock
WITH installation, set_up
WHERE set_up.digest = $digest AND NOT EXISTS { (:Person)-[:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) }
REMOVE set_up.digest
MERGE (organisation:Organisation {id: 'organisation'})
SET organisation += $organisation
SET installation.seq = $event.seq, installation.head = $event.hash
CREATE (installation)-[:RECORDED]->(event:Event)
SET event = $event
WITH set_up
UNWIND $admins AS admin
CREATE (person:Person)
SET person = admin.person
FOREACH (id IN $capacities |
  MERGE (capacity:Capacity {id: id})
  CREATE (person)-[:HAS_CAPACITY {from: $today}]->(capacity))
FOREACH (row IN admin.events | CREATE (person)-[:RECORDED]->(event:Event) SET event = row)
RETURN count(*) AS admins
