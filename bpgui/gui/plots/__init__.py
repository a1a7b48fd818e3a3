"""Live plots: what training did, along one axis of steps. The only package that imports pyqtgraph.

Import it after the first paint: pyqtgraph takes longer to load than the window takes to appear.
"""

from bpgui.gui.plots.keys import KEYS
from bpgui.gui.plots.panel import PlotPanel

__all__ = ["KEYS", "PlotPanel"]
