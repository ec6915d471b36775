"""What the committee reads: its sessions, the reviews they cover, one person's brief."""
