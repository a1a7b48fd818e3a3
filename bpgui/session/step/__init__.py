"""One step as a person walks it: its ladder of stops, and the moment that may be shown at each."""
