// The record is read by action, too; verifications are few among all events.
// access: schema
CREATE INDEX event_action IF NOT EXISTS
FOR (node:Event) ON (node.action, node.at)
