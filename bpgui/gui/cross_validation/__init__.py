"""The window of the cross-validation: what is tried, the losses as they come, a table of them."""
