// Words of skills and roles in both languages, cut as Chinese needs it.
// access: schema
CREATE FULLTEXT INDEX catalogue IF NOT EXISTS
FOR (node:Skill|Role) ON EACH [node.name_en, node.name_zh, node.description_en, node.description_zh]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
