"""Formats that are written and read: what leaves a library comes back without loss."""
