"""Training, measuring and exporting the diagnoser."""
