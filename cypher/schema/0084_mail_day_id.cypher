// Each MailDay has an id of its own; there is one.
// access: schema
CREATE CONSTRAINT mail_day_id IF NOT EXISTS
FOR (node:MailDay) REQUIRE node.id IS UNIQUE
