"""The outbox and the ways out of it; no pages, and no words of a feature's messages."""
