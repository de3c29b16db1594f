"""The administrators' pages: staff and roles, dated parameters and offices, the log."""
