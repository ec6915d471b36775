// An earlier release kept the openings of cycles apart from other jobs.
// access: schema
DROP CONSTRAINT opening_id IF EXISTS
