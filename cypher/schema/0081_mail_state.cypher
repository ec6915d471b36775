// The worker finds the mails that wait by this.
// access: schema
CREATE INDEX mail_state IF NOT EXISTS
FOR (node:Mail) ON (node.state)
