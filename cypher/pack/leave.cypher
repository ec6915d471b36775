// A worker that ended, or was silent for long, is not counted any more.
// access: write
// params: worker
// returns: nothing
MATCH (worker:Worker {id: $worker})
DELETE worker
