"""Clausier answers questions about contracts with a verdict and exact quotations; all of it on this machine."""

__version__ = "0.1.0"
