"""What the API tells and takes of requests, introductions, collaborations and cases."""
