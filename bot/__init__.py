"""Steward: what it does, one noun a folder in `features`; what people see of several, in `surfaces`; its wiring."""
