"""Many reviews at a glance: what waits for whom, a team, the progress of a cycle."""
