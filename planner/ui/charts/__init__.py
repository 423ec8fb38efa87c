"""Charts on screen: what ``figures`` describes, drawn with pyqtgraph. Nothing outside this folder imports pyqtgraph."""
