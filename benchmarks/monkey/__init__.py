"""Random use of the whole window: `python -m benchmarks.monkey 20000 --seed 1`.

Everything is found by looking at the window, so that what is new in the program is tried without a change here.
"""
