// Workers look every few seconds for jobs that wait.
// access: schema
CREATE INDEX job_state IF NOT EXISTS
FOR (node:Job) ON (node.state)
