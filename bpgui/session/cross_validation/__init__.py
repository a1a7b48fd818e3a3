"""K-fold cross-validation of one setting: the folds, the plan, its trainings in other processes, what came out."""
