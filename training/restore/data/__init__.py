"""Photos, and the pool of degraded crops that training draws from."""
