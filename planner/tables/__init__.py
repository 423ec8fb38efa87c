"""Excel, CSV, iCalendar and JSON, in and out."""
