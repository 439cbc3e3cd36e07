"""A small tile with its expected result, so that any device can be checked against the file's own values."""

import base64
from pathlib import Path

import numpy as np
import onnxruntime

from .graphs import example_inputs

SIDE = 32


def packed(values: np.ndarray) -> dict:
    """Shape and little-endian float32 values in base64."""
    return {"shape": list(values.shape), "data": base64.b64encode(values.astype("<f4").tobytes()).decode()}


def golden(guide: Path, tile: Path) -> dict:
    """Run both files on fixed inputs; keys are the names of inputs and outputs."""
    given = {name: value.numpy() for name, value in example_inputs(SIDE, SIDE).items()}
    wish = {name: given[name] for name in ("embedding", "strengths")}
    (state,) = session(guide).run(None, {"thumbnail": given["thumbnail"], **wish})
    (restored,) = session(tile).run(None, {"picture": given["picture"], **wish, "state": state})
    return {name: packed(values) for name, values in {**given, "state": state, "restored": restored}.items()}


def session(path: Path) -> onnxruntime.InferenceSession:
    """The file on the CPU."""
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
