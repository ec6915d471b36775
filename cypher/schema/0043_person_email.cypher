// No two people have one email address, in whatever case; `email_key` is the address as it is compared.
// access: schema
CREATE CONSTRAINT person_email IF NOT EXISTS
FOR (person:Person) REQUIRE person.email_key IS UNIQUE
