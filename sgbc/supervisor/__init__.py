"""`make run`: the portal's services and processes under one roof, in one readable log."""
