"""The diagram under mouse, keyboard and screen reader: choosing, editing, zooming."""
