"""Engagement metrics: what a health system's work with patients and the public does."""
