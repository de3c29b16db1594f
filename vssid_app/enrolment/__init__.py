"""The registration dossier: what a family declares and shows, and what an officer decides on it."""
