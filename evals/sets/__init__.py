"""Questions and texts that nobody here wrote, from the folder that the variable CLAUSIER_DATA names."""
