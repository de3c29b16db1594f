"""``Ai đã xem hồ sơ``: which pages about a person others have opened or changed, one row a day."""
