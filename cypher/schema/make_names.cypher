// Makes labels, relationship types and properties known before any data bears them; one that is known stays as it is.
// access: write
// params: labels, types, properties
// returns: nothing
CALL () { UNWIND $labels AS name CALL db.createLabel(name) RETURN count(*) AS labels }
CALL () { UNWIND $types AS name CALL db.createRelationshipType(name) RETURN count(*) AS types }
CALL () { UNWIND $properties AS name CALL db.createProperty(name) RETURN count(*) AS properties }
FINISH
