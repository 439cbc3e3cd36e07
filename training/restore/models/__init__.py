"""The networks: a guide that looks at the whole picture once, and the tile network that restores each tile."""
