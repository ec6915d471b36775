"""How fast Plumbline is beside what it cannot do without: `make bench`, never a test. docs/performance.md says how."""
