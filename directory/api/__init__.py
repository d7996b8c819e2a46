"""The endpoints of the directory; they decide nothing, as views do not."""
