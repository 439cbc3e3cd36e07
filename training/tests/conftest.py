"""Small pictures for all tests."""

import numpy as np
import pytest
import torch

torch.set_num_threads(1)


@pytest.fixture
def picture() -> np.ndarray:
    """A 96 x 120 picture with a gradient, an edge and texture, float32 0..1."""
    y, x = np.mgrid[0:1:96j, 0:1:120j].astype(np.float32)
    values = np.stack([0.2 + 0.6 * x, 0.5 + 0.3 * np.sin(30 * x * y), 0.8 - 0.5 * y], -1)
    values[30:60, 40:70] *= 0.4
    return np.clip(values, 0, 1).astype(np.float32)
