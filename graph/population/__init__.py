"""Who is reviewed in a cycle: drafts of cycles, who can be in, and opening them as a job."""
