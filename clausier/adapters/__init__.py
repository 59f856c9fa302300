"""The outside world, fitted to the ports. A vendor is named in its own adapter and nowhere else."""
