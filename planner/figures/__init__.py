"""Charts as values, one function per chart; drawn by ui/charts on screen and by figures/svg on paper."""
