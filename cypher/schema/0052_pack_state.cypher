// Workers find what waits by this.
// access: schema
CREATE INDEX pack_state IF NOT EXISTS
FOR (node:Pack) ON (node.state)
