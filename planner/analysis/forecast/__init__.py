"""Will we make it: year totals from the part of the year gone by, and how well that has worked before."""
