"""Help: how to reach a person, and answers to what people ask."""
