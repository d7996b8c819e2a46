"""Messages to programs of others: where they may go, how they are signed, how they are posted. Pure of our models."""
