// The reviews of a cycle are counted without reading all reviews.
// access: schema
CREATE INDEX review_cycle_id IF NOT EXISTS
FOR (node:Review) ON (node.cycle_id)
