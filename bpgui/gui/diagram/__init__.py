"""The network as people see it: an editable drawing of every neuron, weight, target and loss."""
