// What skills and roles are found by. Words are cut by graph/framework/words.py, so here only at spaces.
// access: schema
CREATE FULLTEXT INDEX catalogue_words IF NOT EXISTS
FOR (node:Skill|Role) ON EACH [node.exact_names, node.name_words, node.name_sounds, node.text_words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
