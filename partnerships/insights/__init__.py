"""What the insights show: tables with their definitions and drawings, for staff and, with small numbers hidden, for all."""
