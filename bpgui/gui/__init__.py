"""What people see: PySide6 and pyqtgraph. Views draw what the session holds and compute no maths."""

# Before Qt is: from then on PySide6 reads the source of each module that is imported, which costs the start 40 ms.
import bpgui.session.files.history_csv
import bpgui.session.files.session_file
import bpgui.session.learn.grading
import bpgui.session.timeline.refiner  # noqa: F401
