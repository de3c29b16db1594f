"""Look-ups: the value of a card, an insurance number, offices, facilities, units, collection points."""
