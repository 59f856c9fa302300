"""From a result to a file to hand over: what its pages say, whatever the format."""
