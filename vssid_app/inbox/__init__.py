"""Pages over the practice inbox; not there in live mode."""
