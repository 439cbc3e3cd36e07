"""The restoration tasks and the fixed directions that name them in embedding space.

The text encoder is taught to send a sentence near the direction of what it asks for; the picture
network is conditioned by that same space (InstructIR, ECCV 2024, section 3.2). Fixing the directions
lets both be trained apart and resumed at any time without drifting away from each other.
"""

import numpy as np

TASKS = (
    "denoise",
    "deblur",
    "derain",
    "dehaze",
    "lowlight",
    "dejpeg",
    "descratch",
    "enhance",
    "upscale",
)
"""Order of the network's `strengths` input; the manifest repeats it and the engine checks it."""

DIRECTIONS = (*TASKS, "auto", "nothing")
"""What a sentence can ask the network for: a task, `auto` (find the fault yourself) or `nothing`."""

EMBEDDING_SIZE = 256


def directions() -> np.ndarray:
    """Unit vectors, one row per entry of `DIRECTIONS`, shape (11, 256), float32, orthonormal, fixed for ever."""
    random = np.random.Generator(np.random.PCG64(20261121))
    basis, triangle = np.linalg.qr(random.standard_normal((EMBEDDING_SIZE, len(DIRECTIONS))))
    return (basis * np.sign(np.diag(triangle))).T.astype(np.float32)
