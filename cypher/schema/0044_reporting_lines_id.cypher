// One place where changes of line managers wait for each other, so that no two of them make a ring.
// access: schema
CREATE CONSTRAINT reporting_lines_id IF NOT EXISTS
FOR (node:ReportingLines) REQUIRE node.id IS UNIQUE
