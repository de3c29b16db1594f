"""A guardian's invitation to a second one: made, accepted on the other phone, confirmed on the first."""
