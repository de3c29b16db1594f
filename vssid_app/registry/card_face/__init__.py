"""The card as a picture: its words, and how they are laid out on the two sides and on a sheet to print."""
