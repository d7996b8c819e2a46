"""What the insights show: tables with definitions and drawings; for all, with small numbers hidden."""
