"""Modules as ONNX files: weights stored in half precision, everything computed in single precision."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .shuffles import convolve_instead_of_shuffling

OPSET = 20
"""From 20 on there is a GELU of its own: a fifteenth of the time of `instruct` on a processor."""
SMALLEST_HALF_TENSOR = 64
"""Tensors with fewer values stay in single precision: nothing is gained by halving a bias."""


def round_weights_to_half(module: nn.Module) -> None:
    """Give the module the very weights that the file will hold, so that both can be compared."""
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.numel() >= SMALLEST_HALF_TENSOR:
                parameter.copy_(parameter.half().float())


def write_onnx(module: nn.Module, path: Path, example: tuple, inputs: list[str], output: str, dynamic: dict) -> None:
    """Export with dynamic shapes, make pixel shuffles fast, store each large float weight as float16 with a Cast behind it."""
    program = torch.onnx.export(
        module.eval(),
        example,
        input_names=inputs,
        output_names=[output],
        dynamic_shapes=dynamic,
        opset_version=OPSET,
        dynamo=True,
        verbose=False,
    )
    model = program.model_proto
    # The exporter notes the source lines of every operator, with the paths of the machine it ran on.
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    convolve_instead_of_shuffling(model)
    store_weights_in_half(model)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def store_weights_in_half(model: onnx.ModelProto) -> None:
    """Float32 initialisers become float16 ones named `<name>.half`, cast back to `<name>` at load."""
    casts = []
    for initialiser in model.graph.initializer:
        if initialiser.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(initialiser)
        if values.size < SMALLEST_HALF_TENSOR:
            continue
        name = initialiser.name
        initialiser.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*casts, *nodes])


def read_weights(path: Path, module: nn.Module) -> None:
    """Put the weights of a shipped file back into its module, to resume training from it; raises ValueError for another network.

    A bias that is zero in every place is not in the file: PyTorch's exporter leaves it out.
    """
    stored = {
        initialiser.name.removesuffix(".half"): numpy_helper.to_array(initialiser)
        for initialiser in onnx.load(str(path)).graph.initializer
    }
    state = module.state_dict()
    absent = [name for name in state if name.endswith(".bias") and name not in stored]
    stored |= {name: np.zeros(state[name].shape, np.float32) for name in absent}
    missing = [name for name, value in state.items() if name not in stored or stored[name].shape != tuple(value.shape)]
    if missing:
        raise ValueError(f"{path} does not hold {', '.join(missing[:3])}: it was exported from another network.")
    module.load_state_dict({name: torch.from_numpy(stored[name].astype(np.float32)) for name in state})


def described(path: Path) -> dict:
    """Name, checksum and size as the manifest states them."""
    content = path.read_bytes()
    return {"path": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
