"""What 8-bit integers would cost and gain: `python -m restore.evaluate.int8 --pack ../resources/models/instruct --data DATA`.

The tile network's convolutions are quantised (weights per channel, activations by the range that degraded crops of the
photos in `val` show), the first two and the last two left as they are, and compared with the shipped file: seconds for a
tile of 512 x 512, and PSNR against the clean crop and between the two.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from PIL import Image

from ..models.guide import THUMBNAIL_SIZE
from ..tasks import EMBEDDING_SIZE, TASKS, directions

CPU = ["CPUExecutionProvider"]
CROP = 256
CALIBRATION_CROPS = 24
MEASURED_CROPS = 10
ROUNDS = 8

Inputs = dict[str, np.ndarray]


class Calibration(CalibrationDataReader):
    """Hands over one crop after the other."""

    def __init__(self, crops: list[Inputs]) -> None:
        self.crops = iter(crops)

    def get_next(self) -> Inputs | None:
        return next(self.crops, None)


def crop_of(photo: Path, sigma: float, asked: str | None, guide: ort.InferenceSession, random: np.random.Generator):
    """A clean crop, and the network's inputs for it with Gaussian noise of `sigma` levels, asked for a task or nothing."""
    pixels = np.asarray(Image.open(photo).convert("RGB"), np.float32) / 255
    top, left = (random.integers(0, side - CROP) for side in pixels.shape[:2])
    clean = pixels[top : top + CROP, left : left + CROP].transpose(2, 0, 1)[None]
    noisy = np.clip(np.round(clean * 255 + random.standard_normal(clean.shape) * sigma) / 255, 0, 1).astype(np.float32)
    small = Image.fromarray((noisy[0].transpose(1, 2, 0) * 255).astype(np.uint8))
    thumbnail = np.asarray(small.resize((THUMBNAIL_SIZE,) * 2, Image.Resampling.BOX), np.float32) / 255
    words = random.standard_normal(EMBEDDING_SIZE) if asked is None else directions()[TASKS.index(asked)]
    control = {
        "embedding": (words / np.linalg.norm(words)).astype(np.float32)[None],
        "strengths": np.array([[float(task == asked) for task in TASKS]], np.float32),
    }
    state = guide.run(None, {"thumbnail": thumbnail.transpose(2, 0, 1)[None], **control})[0]
    return clean, {"picture": noisy, **control, "state": state}


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB of values in 0..1."""
    return float(-10 * np.log10(np.mean((np.clip(one, 0, 1) - np.clip(other, 0, 1)) ** 2)))


def quantised(float_file: Path, folder: Path, crops: list[Inputs]) -> Path:
    """The file with its inner convolutions in 8-bit integers."""
    convolutions = [node.name for node in onnx.load(str(float_file)).graph.node if node.op_type == "Conv"]
    result = folder / "int8.onnx"
    quantize_static(
        str(float_file),
        str(result),
        Calibration(crops),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["Conv"],
        nodes_to_exclude=[*convolutions[:2], *convolutions[-2:]],
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
    )
    return result


def main() -> None:
    """Quantise, time in turn, compare."""
    parser = argparse.ArgumentParser(prog="restore.evaluate.int8", description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds val/ with clean photos")
    given = parser.parse_args()
    photos = sorted((given.data / "val").glob("*.png"))
    guide = ort.InferenceSession(str(given.pack / "guide.onnx"), providers=CPU)
    random = np.random.default_rng(1)
    asked = [*TASKS, None]
    calibration = [
        crop_of(photos[i % len(photos)], [25, 10, 40, 0][i % 4], asked[i % len(asked)], guide, random)[1]
        for i in range(CALIBRATION_CROPS)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Folded once by the runtime: weights in single precision, so that they can be quantised.
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(folder / "float.onnx")
        ort.InferenceSession(str(given.pack / "tile.onnx"), options, providers=CPU)
        files = {"float": folder / "float.onnx", "int8": quantised(folder / "float.onnx", folder, calibration)}
        networks = {kind: ort.InferenceSession(str(file), providers=CPU) for kind, file in files.items()}
    large = {**calibration[0], "picture": np.full((1, 3, 512, 512), 0.5, np.float32)}
    seconds = dict.fromkeys(networks, float("inf"))
    for _ in range(ROUNDS):
        for kind, network in networks.items():
            started = time.perf_counter()
            network.run(None, large)
            seconds[kind] = min(seconds[kind], time.perf_counter() - started)
    print(f"tile of 512 x 512: float {seconds['float']:.3f} s, int8 {seconds['int8']:.3f} s")
    print("noise, asked for     float dB   int8 dB   between them dB")
    for sigma, task in [(25, "denoise"), (0, "denoise"), (0, None)]:
        rows = []
        for photo in photos[:MEASURED_CROPS]:
            clean, inputs = crop_of(photo, sigma, task, guide, random)
            one, other = (network.run(None, inputs)[0] for network in networks.values())
            rows.append((psnr(one, clean), psnr(other, clean), psnr(one, other)))
        ours, theirs, between = np.mean(rows, axis=0)
        print(f"{sigma:3d}, {task or 'nothing':<12}   {ours:8.2f}  {theirs:8.2f}   {between:8.2f}")


if __name__ == "__main__":
    main()
