"""Lights explained and questioned: the card behind a light, what colours mean, what would be if."""
