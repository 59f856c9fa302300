"""The golden set put to Clausier as a person would put it: what is found, what is concluded, what is quoted."""
