"""What texts and facts measure: lengths of time, bounds, calendar days, moments and counts, read in one way for all. Pure."""
