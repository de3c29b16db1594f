"""Registration: the dossier from the first question to the open account, and the officers' decision on it."""
