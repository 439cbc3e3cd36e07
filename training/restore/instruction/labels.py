"""What one clause can ask for: the classes of the encoder's `operations` output, in order."""

from restore.tasks import TASKS

DIRECTED = ("exposure", "contrast", "highlights", "shadows", "temperature", "tint", "saturation", "vibrance")
"""Adjustments that can be turned up or down; tint+ is towards magenta, temperature+ is warmer."""

LABELS = (
    *TASKS,
    "auto",
    *(adjustment + sign for adjustment in DIRECTED for sign in "+-"),
    "whitebalance",
    "sharpen",
    "nothing",
    "unsupported",
    "filler",
)
"""`nothing` is an explicit "leave it"; `filler` is a greeting, a thank-you, a story: not a wish, no reason to refuse."""

INDEX = {label: index for index, label in enumerate(LABELS)}


def direction_of(label: str) -> str:
    """The entry of `restore.tasks.DIRECTIONS` that a clause of this class must lie near."""
    return label if label in TASKS or label == "auto" else "nothing"
