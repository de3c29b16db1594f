"""Practice worlds: invented families, rooms and what a trainer needs."""
