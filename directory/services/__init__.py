"""What keeps the directory true, and what is done to saved searches."""
