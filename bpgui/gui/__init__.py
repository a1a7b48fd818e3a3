"""What people see: PySide6 and pyqtgraph. Views draw what the session holds and compute no maths."""
