"""Mail: the organisation's server, what mails say, and the worker's part that sends them."""
