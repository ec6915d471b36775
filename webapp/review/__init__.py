"""Reviews on the web: the self-review and what follows for the employee; the manager's side in manager_*.py."""
