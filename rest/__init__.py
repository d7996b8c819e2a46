"""What every endpoint of the REST API is made of: tokens, scopes, problems, preconditions, repeats, limits, pages."""
