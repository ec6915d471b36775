// People are found by a part of their name, pinyin, id or email.
// access: schema
CREATE TEXT INDEX person_search IF NOT EXISTS
FOR (node:Person) ON (node.search)
