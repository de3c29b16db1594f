"""Insurance facts: cards, periods of participation, and what follows from them."""
