"""Whether an explanation says what its passages say: a sample worded by the embedded model, and read by hand."""
