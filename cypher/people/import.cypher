// Writes an import of people, all of it or nothing: who is new, what changed, what everybody holds by dated edges from
// now on as lists of (to, from, until), and the events. An id, sign-in name or email
// address that is taken is a conflict.
// No row where the stream of somebody it changes has moved, another import was made since `last`, or
// somebody changed a line manager after the change `seen`; nothing is written then. (`admins`: where an HR admin leaves,
// the change of HR admins that was the last when it was judged; null else.)
// (What is taken from somebody is let go before anybody gets it, so that people may swap addresses and sign-in names.)
// (A changed email address is told, holds back links and ends an invitation as people/change says.)
// access: write
// params: import, last, seen, admins, known, new, changed, levels, lines, departments, events, heads, no_link_until
// returns: one (id)
// writes: Person id, login, name, name_zh, email, language, time_zone, password_hash, session_version, away_until,
//   leaves_on, target_level, search, sorted, email_key, seq, head; Import id, kind, digest, file, actor, at, headings, mapping, report, seq, head;
//   Event id, stream, seq, action, actor, on_behalf_of, relied_on, at, body, previous, hash;
//   Mail id, kind, state, tries, asker, asked_at, next_at, expires_at
MERGE (lock:ImportLock {id: 'people'})
SET lock.by = $import.id
WITH lock WHERE coalesce(lock.last, '') = $last
MERGE (all:ReportingLines {id: 'lines'})
SET all.lock = $import.id
REMOVE all.lock
WITH lock, all WHERE coalesce(all.changed, '') = $seen
OPTIONAL MATCH (hr:Capacity {id: 'hr_admin'})
FOREACH (one IN CASE WHEN $admins IS NULL THEN [] ELSE [hr] END | SET one.lock = $import.id REMOVE one.lock)
WITH lock, all, hr WHERE $admins IS NULL OR coalesce(hr.changed, '') = $admins
CALL () {
  UNWIND $known AS row
  MATCH (person:Person {id: row.person})
  SET person.lock = row.head
  REMOVE person.lock
  WITH row, person
  WHERE person.seq = row.seq AND person.head = row.head
  RETURN count(*) AS same
}
WITH lock, all, hr, same WHERE same = size($known)
SET lock.last = $import.id, all.changed = $import.id
FOREACH (one IN CASE WHEN $admins IS NULL THEN [] ELSE [hr] END | SET one.changed = $import.id)
CREATE (import:Import)
SET import = $import
WITH import
CALL () {
  UNWIND $changed AS row
  MATCH (person:Person {id: row.person})
  WITH row, person, coalesce(person.email, '') AS former,
    toLower(row.details.email) <> toLower(coalesce(person.email, '')) AS moves,
    coalesce(person.password_hash, '') <> '' AS account
  FOREACH (_ IN CASE WHEN moves AND account THEN [1] ELSE [] END |
    SET person.no_link_until = $no_link_until, person.readdressed_by = $import.actor
    REMOVE person.password_link, person.password_link_until)
  FOREACH (one IN [one IN row.notices WHERE moves AND account AND former <> '' AND NOT coalesce(person.demo, false)] |
    CREATE (notice:Mail)-[:TO]->(person)
    SET notice = one, notice.address = former, notice.login = person.login, notice.name = person.name,
      notice.name_zh = person.name_zh, notice.language = person.language)
  FOREACH (_ IN CASE WHEN moves AND former <> '' AND person.invitation IS NOT NULL THEN [1] ELSE [] END |
    SET person.invite_again = true
    REMOVE person.invitation, person.invited_until)
  FOREACH (_ IN CASE WHEN row.details.email_key IS NULL THEN [] ELSE [1] END | REMOVE person.email_key)
  FOREACH (_ IN CASE WHEN row.details.login IS NULL THEN [] ELSE [1] END | REMOVE person.login)
}
CALL () { UNWIND $new AS row CREATE (person:Person) SET person = row }
CALL () { UNWIND $changed AS row MATCH (person:Person {id: row.person}) SET person += row.details }
CALL () {
  UNWIND $levels AS row
  MATCH (person:Person {id: row.person})
  CALL (person) { MATCH (person)-[held:HOLDS]->(:Level) DELETE held }
  UNWIND row.held AS one
  MATCH (level:Level {id: one[0]})
  CREATE (person)-[held:HOLDS {from: one[1]}]->(level)
  SET held.until = one[2]
}
CALL () {
  UNWIND $lines AS row
  MATCH (person:Person {id: row.person})
  CALL (person, row) { MATCH (person)-[line:REPORTS_TO {kind: row.kind}]->(:Person) DELETE line }
  UNWIND row.held AS one
  MATCH (manager:Person {id: one[0]})
  CREATE (person)-[line:REPORTS_TO {kind: row.kind, from: one[1]}]->(manager)
  SET line.until = one[2]
}
CALL () {
  UNWIND $departments AS row
  MATCH (person:Person {id: row.person})
  CALL (person) { MATCH (person)-[held:WORKS_IN]->(:Department) DELETE held }
  UNWIND row.held AS one
  MERGE (department:Department {id: one[0]})
  CREATE (person)-[held:WORKS_IN {from: one[1]}]->(department)
  SET held.until = one[2]
}
CALL () {
  UNWIND $events AS row
  MATCH (person:Person {id: row.stream})
  CREATE (person)-[:RECORDED]->(event:Event)
  SET event = row
}
CALL () { UNWIND $heads AS row MATCH (person:Person {id: row.person}) SET person.seq = row.seq, person.head = row.head }
CALL (import) {
  UNWIND $events AS row
  WITH import, row WHERE row.stream = import.id
  CREATE (import)-[:RECORDED]->(event:Event)
  SET event = row
}
RETURN import.id AS id
