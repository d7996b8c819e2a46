"""What people type about their account; what the package's own pages ask is in `account`."""
