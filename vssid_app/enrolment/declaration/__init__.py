"""The declaration (Mẫu số 01) of a dossier: its words, the page as PDF, and the code that names it."""
