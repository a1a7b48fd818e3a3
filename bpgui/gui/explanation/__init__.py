"""The explanation: the formulas of what is on screen."""
