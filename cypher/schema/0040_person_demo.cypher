// The demo's sign-in page finds its people by this.
// access: schema
CREATE INDEX person_demo IF NOT EXISTS
FOR (person:Person) ON (person.demo)
