"""The document: where a view's request becomes an edit, and the session's answer a fact that views listen to."""
