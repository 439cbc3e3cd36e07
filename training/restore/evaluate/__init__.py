"""Measuring a checkpoint on validation photos; the shipped files are measured by the application itself."""
