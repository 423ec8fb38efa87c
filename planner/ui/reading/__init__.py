"""Reading a document: the text with its marks on the left, the goals that rest on it on the right."""
