// People who hold two levels, two lines of one kind, or two departments, on one day.
// access: read
// params: none
// returns: many (person)
MATCH (person:Person)
WHERE person.id > '' AND (
  EXISTS {
    MATCH (:Level)<-[one:HOLDS]-(person)-[other:HOLDS]->(:Level)
    WHERE one.from <= other.from AND coalesce(one.until, other.from) >= other.from
      AND coalesce(other.until, other.from) >= other.from
  } OR EXISTS {
    MATCH (:Person)<-[one:REPORTS_TO]-(person)-[other:REPORTS_TO]->(:Person)
    WHERE one.kind = other.kind AND one.from <= other.from AND coalesce(one.until, other.from) >= other.from
      AND coalesce(other.until, other.from) >= other.from
  } OR EXISTS {
    MATCH (:Department)<-[one:WORKS_IN]-(person)-[other:WORKS_IN]->(:Department)
    WHERE one.from <= other.from AND coalesce(one.until, other.from) >= other.from
      AND coalesce(other.until, other.from) >= other.from
  }
)
RETURN person.id AS person ORDER BY person
