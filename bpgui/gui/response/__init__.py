"""What the network computes, over one or two inputs: a view of its own."""
