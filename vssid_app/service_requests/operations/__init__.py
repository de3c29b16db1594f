"""What is done to a request; each function is one sentence and one transaction."""
