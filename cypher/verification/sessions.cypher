// Who sits in some sessions and which reviews they cover, by their edges; the last confirmation of what one locks, and the
// moment of its lock.
// access: read
// params: sessions
// returns: many (session, seats, reviews, confirmed_by, confirmed, confirmed_at, locked_at)
UNWIND $sessions AS id
MATCH (session:Session {id: id})
RETURN session.id AS session,
  [(person:Person)-[seat:MEMBER_OF]->(session) | {person: person.id, as: seat.as}] AS seats,
  [(session)-[:COVERS]->(review:Review) | review.id] AS reviews,
  session.lock_confirmed_by AS confirmed_by, session.lock_confirmed AS confirmed,
  session.lock_confirmed_at AS confirmed_at, session.locked_at AS locked_at
