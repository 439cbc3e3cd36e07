"""Too little light: low exposure in linear light, drifting white balance, vignette, sensor noise."""

import numpy as np

from .light import to_linear, to_srgb
from .noise import sensor_noise

NIGHT_SHARE = 0.4


def lowlight(image: np.ndarray, random: np.random.Generator, severity: float | None = None):
    """Expose for 0.6 (severity 0) down to 0.03 (severity 1) of the right amount of light.

    Where there are lamps, or the moon, the brightest places stay bright and all else is dark: a network that has not
    seen such nights takes a bright spot for a sign that nothing is too dark.
    """
    if severity is None:
        severity = float(random.uniform(0, 1))
    height, width, _ = image.shape
    exposure = float(np.exp(np.log(0.6) + severity * np.log(0.03 / 0.6)))
    balance = np.exp(random.normal(0, 0.07, 3)).astype(np.float32)
    light = to_linear(image)
    if random.random() < NIGHT_SHARE:
        light = light ** (1.2 + 1.6 * severity)
        exposure = float(exposure ** random.uniform(0, 0.4))
    elif random.random() < 0.35:
        light = light ** random.uniform(0.9, 1.35)
    light = light * exposure * balance
    if random.random() < 0.35:
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
        centre = random.normal(0, 0.25, 2)
        fall = 1 - random.uniform(0.1, 0.6) * np.clip(np.hypot(y - centre[0], x - centre[1]) / 1.4, 0, 1) ** 2
        light = light * fall[..., None]
    dark = to_srgb(light)
    level = float(random.uniform(0.0, 0.62))
    if random.random() < 0.85:
        dark, _ = sensor_noise(dark, random, level)
    return dark, {"severity": severity, "exposure": exposure, "level": level}
