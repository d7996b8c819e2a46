"""The endpoints of this app; they decide nothing, as views do not."""
