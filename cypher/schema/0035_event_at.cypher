// The record is read by day, the newest first.
// access: schema
CREATE INDEX event_at IF NOT EXISTS
FOR (node:Event) ON (node.at)
