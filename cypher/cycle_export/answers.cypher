// What both sides and the committee said in some reviews, a row an expectation; of those alone that are signed and not the
// reader's own, and so nothing of a draft.
// access: read
// params: reviews, actor, today, signed
// returns: many (review, revision, person, level, answers)
UNWIND $reviews AS id
MATCH (review:Review {id: id})-[:ABOUT]->(person:Person)
WHERE review.state IN $signed AND person.id <> $actor AND EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
}
MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
RETURN review.id AS review, review.revision AS revision, person {.id, .name, .name_zh} AS person,
  level {.name_en, .name_zh, role: role {.name_en, .name_zh}} AS level,
  COLLECT {
    MATCH (review)-[at:AT|TOWARDS]->(of:Level)-[:EXPECTS]->(one:Expectation)-[:OF_SKILL]->(skill:Skill)
    OPTIONAL MATCH (self:Rating {id: review.id + '/' + review.revision + '/sent/' + one.id})
    OPTIONAL MATCH (other:Rating {id: review.id + '/' + review.revision + '/manager/' + one.id})
    OPTIONAL MATCH (author:Person {id: other.author})
    RETURN {
      expectation: one.id, required: one.required, text_en: one.text_en, text_zh: one.text_zh,
      skill_en: skill.name_en, skill_zh: skill.name_zh, next: type(at) = 'TOWARDS',
      asked: coalesce(cycle.asked_for, 'all') = 'all' OR (one.required AND type(at) = 'AT'),
      self: self {.value, .comment, .reason, .saved_at},
      manager: other {.value, .comment, .reason, .saved_at, author: author.id, author_en: author.name, author_zh: author.name_zh},
      adjustment: head(COLLECT {
        MATCH (change:Adjustment {standing: true})-[:OVERRIDES]->(other)
        OPTIONAL MATCH (change)-[:BY]->(by:Person)
        RETURN change {.value, .text, .at, by: by.id, by_en: by.name, by_zh: by.name_zh}
      })
    }
    ORDER BY type(at), skill.name_en, one.id
  } AS answers
