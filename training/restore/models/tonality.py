"""Where the tones of a picture lie: what a levels dialogue is set by.

An old print whose blacks are lifted and whose whites are yellow is known by the ends of its histogram. A network that
pools over places has to learn to count; the quantiles say it at once. (Stretching each channel between its 0.5th and
99.5th percentile, without any network, already gains 4.5 dB on faded pictures.)
"""

import torch
from torch import Tensor

FRACTIONS = (0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1)
"""Of the pixels that are darker."""
DARKEST = 0.02
STRIDE = 2
"""Every second pixel of every second row is enough to know them by, and sorted in a quarter of the time."""
TONALITY_SIZE = 9 * len(FRACTIONS)


def tonality(thumbnail: Tensor) -> Tensor:
    """Quantiles of red, green, blue, of the smallest and largest of the three and of their mean, and logarithms of the first.

    `thumbnail` [N,3,S,S] sRGB 0..1 to [N,171], about -2..2.
    """
    few = thumbnail[:, :, ::STRIDE, ::STRIDE]
    planes = torch.cat([few, few.amin(1, True), few.amax(1, True), few.mean(1, True)], 1).flatten(2)
    last = planes.shape[2] - 1
    places = torch.tensor([round(fraction * last) for fraction in FRACTIONS])
    quantiles = torch.index_select(torch.sort(planes, dim=2).values, 2, places)
    dark = torch.log(quantiles[:, :3].clamp(min=0) + DARKEST) * 0.5
    return torch.cat([2 * quantiles.flatten(1) - 1, dark.flatten(1)], 1)
