// No two people sign in by the same name.
// access: schema
CREATE CONSTRAINT person_login IF NOT EXISTS
FOR (person:Person) REQUIRE person.login IS UNIQUE
