"""Questions that set contracts side by side: « quelles différences sur… », « dans lequel… ». Facts, and no advice."""
