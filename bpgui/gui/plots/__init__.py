"""Live plots: what training did, along one axis of steps. The only package that imports pyqtgraph.

Import `panel` after the first paint: pyqtgraph takes longer to load than the window to appear.
"""
