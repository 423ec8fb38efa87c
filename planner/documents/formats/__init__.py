"""Readers of foreign document formats: .docx, PDF with text, HTML; each in a process of its own."""
