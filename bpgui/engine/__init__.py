"""The mathematics: numpy only; no files, no clock, no global random state, no Qt."""
