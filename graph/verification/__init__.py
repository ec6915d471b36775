"""Whether the record is as it was made: streams of events, what pages read held against them, and seals."""
