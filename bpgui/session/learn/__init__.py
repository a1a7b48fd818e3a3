"""Teaching: lessons, exercises and their grading, the usual slips, training with rounded numbers."""
