"""The mathematics: numpy and numba only; no files, no clock, no global random state, no Qt."""
