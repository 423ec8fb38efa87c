"""Printed forms: a plan through Typst to PDF, PNG and SVG pages."""
