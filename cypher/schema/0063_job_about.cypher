// Pages list the jobs of what they are about.
// access: schema
CREATE INDEX job_about IF NOT EXISTS
FOR (node:Job) ON (node.about)
