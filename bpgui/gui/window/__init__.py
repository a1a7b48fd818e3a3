"""The main window: what wires the rooms together, menus, tool bar, status, dialogs, preferences, start."""
