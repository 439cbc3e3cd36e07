"""From trained modules to the model pack that the application loads."""
