"""Live plots: what training did, along one axis of steps. The only package that imports pyqtgraph.

Import its panel after the first paint: pyqtgraph takes longer to load than the window takes to appear.
"""
