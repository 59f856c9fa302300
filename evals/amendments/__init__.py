"""The text in force, measured on contracts whose amendments were applied by hand."""
