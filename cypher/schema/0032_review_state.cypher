// Reviews are found by their state.
// access: schema
CREATE INDEX review_state IF NOT EXISTS
FOR (node:Review) ON (node.state)
