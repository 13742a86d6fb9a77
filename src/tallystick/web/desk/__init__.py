"""A reviewer's desk: the queue and the views that were saved."""
