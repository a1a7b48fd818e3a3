"""How the diagram's neurons, weights, notes and lines are painted."""
