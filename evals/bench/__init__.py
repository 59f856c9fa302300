"""What Clausier costs in time, memory and disk, beside what one would otherwise pick, in one run."""
