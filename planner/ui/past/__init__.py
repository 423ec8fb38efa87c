"""The plan as it stood, its log, and the proof of its history, in the window."""
