"""Values of the domain as things to look at. What customers and documents say is never taken for markup."""
