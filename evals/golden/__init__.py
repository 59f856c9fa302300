"""Questions whose answers a lawyer knows, on contracts of two halves: one to tune on, one to be judged by."""
