"""The page of a job, and what others say of jobs."""
