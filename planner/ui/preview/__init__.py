"""Paper before it is printed: the very pages Typst draws."""
