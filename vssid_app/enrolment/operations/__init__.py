"""What is done to a dossier; each function is one sentence and one transaction."""
