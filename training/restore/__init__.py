"""Training of Patina's networks: degradations, data, models, loops, evaluation and export."""
