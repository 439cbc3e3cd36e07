"""Between sRGB values and linear light; optics and sensors work in linear light, files do not."""

import numpy as np


def to_linear(image: np.ndarray) -> np.ndarray:
    """sRGB 0..1 to linear light 0..1 (IEC 61966-2-1), any shape, float32."""
    image = np.clip(image, 0.0, 1.0)
    return np.where(image <= 0.04045, image / 12.92, ((image + 0.055) / 1.055) ** 2.4).astype(np.float32)


def to_srgb(linear: np.ndarray) -> np.ndarray:
    """Linear light to sRGB 0..1; values outside 0..1 are clipped, as a camera does."""
    linear = np.clip(linear, 0.0, 1.0)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)


def luminance(image: np.ndarray) -> np.ndarray:
    """Weighted sum of the channels (Rec. 709 weights), HxWx3 to HxW."""
    return (image @ np.array([0.2126, 0.7152, 0.0722], np.float32)).astype(np.float32)
