"""The tone law: one curve for the whole picture, chosen by the guide and applied by every tile."""

import torch
from torch import Tensor

TONE_SIZE = 18
"""Leading numbers of the state: 3 veil, 3 gain, 3 gamma, 9 colour matrix; all zero is the identity."""

SMALLEST = 1e-3
LARGEST = 4.0


def apply_tone(picture: Tensor, state: Tensor) -> Tensor:
    """Veil subtraction, gain, gamma and colour matrix, in single precision.

    `picture` [N,3,H,W] sRGB 0..1, `state` [1 or N, >= 18]. The veil lies within +-0.5, the gain within
    e^+-2.5, the gamma within e^+-1, the matrix within +-0.5 of the identity. With I = J t + A (1 - t)
    for an even haze, J = (I - A (1 - t)) / t is such a law; so are exposure and fading undone.
    """
    picture, law = picture.float(), torch.tanh(state[:, :TONE_SIZE].float())
    veil = 0.5 * law[:, 0:3, None, None]
    gain = torch.exp(2.5 * law[:, 3:6, None, None])
    gamma = torch.exp(law[:, 6:9, None, None])
    matrix = torch.eye(3, dtype=law.dtype)[None] + 0.5 * law[:, 9:18].reshape(-1, 3, 3)
    curved = torch.exp(torch.log(((picture - veil) * gain).clamp(SMALLEST, LARGEST)) * gamma)
    with torch.autocast(picture.device.type, enabled=False):
        mixed = (matrix @ curved.flatten(2)).view_as(curved)
    # What lies below the smallest value of the curve is carried past it, so that the identity is exact.
    return mixed + (picture - SMALLEST).clamp(max=0)
