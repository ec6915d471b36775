// Moves a pack along with its event in a person's stream, unless pack or stream moved; `ends`: the same content may be
// asked for anew. `worker` is who makes it, '' where that does not matter.
// access: write
// params: pack, from, worker, changes, ends, stream, seq, head, event
// returns: one (state)
// writes: Pack state, ended_at, key, sha256, pages, people, done, of, why, detail
MATCH (pack:Pack {id: $pack})
MATCH (owner:Person {id: $stream})
SET pack.lock = $event.id, owner.lock = $event.id
REMOVE pack.lock, owner.lock
WITH pack, owner
WHERE pack.state IN $from AND ($worker = '' OR pack.taken_by = $worker)
  AND coalesce(owner.seq, 0) = $seq AND coalesce(owner.head, '') = $head
SET pack += $changes, owner.seq = $event.seq, owner.head = $event.hash
SET pack.living = CASE WHEN $ends THEN null ELSE pack.living END
CREATE (owner)-[:RECORDED]->(event:Event)
SET event = $event
RETURN pack.state AS state
