"""``Thông báo``: what an account was told, read in the app, and by which ways it wants to be told."""
