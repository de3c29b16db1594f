"""Places as dated reference data: provinces, communes, insurance offices, health facilities, schools."""
