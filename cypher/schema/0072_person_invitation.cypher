// Whom an invitation is for is found by its digest.
// access: schema
CREATE INDEX person_invitation IF NOT EXISTS
FOR (node:Person) ON (node.invitation)
