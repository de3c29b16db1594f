"""Services of the insurance that people ask for: reissue of a card, change of facility, correction."""
