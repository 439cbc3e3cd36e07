"""Faults of photographs, each a pure and seeded function of a clean picture."""
