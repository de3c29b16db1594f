"""Places of the state as dated reference data: provinces, communes, insurance offices, facilities, schools."""
