"""What people wrote, in the language of who reads it: translations by its company, by the centre, or by a machine."""
