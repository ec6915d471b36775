// Waits until every index is filled, so that no query of a fresh graph scans.
// access: read
// params: seconds
// returns: nothing
CALL db.awaitIndexes($seconds)
