// Whom a link for a new password is for is found by its digest.
// access: schema
CREATE INDEX person_password_link IF NOT EXISTS
FOR (node:Person) ON (node.password_link)
