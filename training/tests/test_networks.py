"""The networks start as the identity, obey their shapes, and come back from their files."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from restore.export.exactness import exactness, half_exactness
from restore.export.golden import session
from restore.export.graphs import example_inputs, write_guide, write_tile
from restore.export.half import write_half
from restore.export.onnx_file import read_weights, round_weights_to_half
from restore.models.guide import STATE_SIZE, Guide
from restore.models.prompt import PROMPTS, PromptInjection, PromptWeights
from restore.models.tile import EDITIONS, Tile
from restore.models.tonality import FRACTIONS, TONALITY_SIZE, tonality
from restore.models.tone import TONE_SIZE, apply_tone
from restore.tasks import TASKS


def shaken(module: torch.nn.Module, amount: float = 0.02) -> torch.nn.Module:
    """The module with all weights moved a little, so that nothing is zero by accident."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.add_(torch.randn_like(parameter) * amount)
    return module.eval()


def test_zero_state_is_the_identity_of_the_tone_law() -> None:
    picture = torch.rand(2, 3, 8, 8)
    assert torch.allclose(apply_tone(picture, torch.zeros(1, TONE_SIZE)), picture, atol=1e-6)


def test_no_tone_is_changed_where_no_fault_of_light_is_told() -> None:
    guide, given = shaken(Guide()), example_inputs()
    told = torch.zeros(4, len(TASKS))
    told[0, TASKS.index("deblur")] = 0.5
    told[1, TASKS.index("lowlight")] = 0.5
    told[2, [TASKS.index("denoise"), TASKS.index("dehaze")]] = 1
    state = guide(given["thumbnail"].repeat(4, 1, 1, 1), given["embedding"].repeat(4, 1), told)
    changes = state[:, :TONE_SIZE].abs().amax(1) > 0
    assert changes.tolist() == [False, True, True, True]
    assert (state[:, TONE_SIZE:].abs().amax(1) > 0).all()
    free = shaken(Guide(locked=False))(given["thumbnail"].repeat(4, 1, 1, 1), given["embedding"].repeat(4, 1), told)
    assert (free[:, :TONE_SIZE].abs().amax(1) > 0).all()


def test_new_networks_change_almost_nothing() -> None:
    given = example_inputs()
    state = Guide()(given["thumbnail"], given["embedding"], given["strengths"])
    assert torch.equal(state, torch.zeros(1, STATE_SIZE))
    restored = Tile()(given["picture"], given["embedding"], given["strengths"], state)
    assert (restored - given["picture"]).abs().mean() < 0.05


def test_prompts_start_as_the_identity_and_then_look_at_one_pixel_alone() -> None:
    injection, x = PromptInjection(8), torch.rand(1, 8, 4, 4)
    weights = PromptWeights()(torch.eye(len(TASKS))[:1], torch.zeros(1, STATE_SIZE))
    assert weights.shape == (1, PROMPTS) and weights[0, 0] == 1 and weights[0, 1] == 0
    assert torch.equal(injection(x, weights), x)
    torch.nn.init.ones_(injection.values.weight)
    changed = x.clone()
    changed[..., 0, 0] += 1
    difference = (injection(changed, weights) - injection(x, weights)).abs().amax((0, 1))
    assert difference[0, 0] > 0 and difference.flatten()[1:].max() == 0


def test_tonality_is_what_a_histogram_knows() -> None:
    few = torch.rand(1, 3, 12, 10)
    picture = few.repeat_interleave(2, 2).repeat_interleave(2, 3)
    mixed = picture.flatten(2)[:, :, torch.arange(480).flip(0)].reshape(1, 3, 24, 20)
    assert tonality(picture).shape == (1, TONALITY_SIZE)
    assert torch.allclose(tonality(picture), tonality(mixed))
    quantiles = (tonality(picture)[0, : len(FRACTIONS)] + 1) / 2
    assert torch.isclose(quantiles[0], few[:, 0].min()) and torch.isclose(quantiles[-1], few[:, 0].max())
    assert bool((quantiles.diff() >= 0).all())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_keeps_the_size(edition: str) -> None:
    given = example_inputs(40, 72)
    restored = Tile(edition)(given["picture"], given["embedding"], given["strengths"], torch.zeros(1, STATE_SIZE))
    assert restored.shape == given["picture"].shape


def test_a_tile_knows_nothing_of_what_lies_beyond_its_reach() -> None:
    torch.manual_seed(1)
    tile, given = shaken(Tile()), example_inputs(64, 512)
    state = torch.randn(1, STATE_SIZE) * 0.1
    wish = (given["embedding"], given["strengths"], state)
    changed = given["picture"].clone()
    changed[..., 448:] = 0
    with torch.no_grad():
        difference = (tile(given["picture"], *wish) - tile(changed, *wish)).abs()
    assert difference[..., :64].max() < 1e-6
    assert difference[..., 448:].max() > 1e-3


@pytest.mark.parametrize("size", [(8, 8), (40, 136), (120, 64)])
def test_files_compute_what_the_modules_compute(tmp_path: Path, size: tuple[int, int]) -> None:
    torch.manual_seed(2)
    guide, tile = shaken(Guide()), shaken(Tile())
    round_weights_to_half(guide)
    round_weights_to_half(tile)
    write_guide(guide, tmp_path / "guide.onnx")
    write_tile(tile, guide, tmp_path / "tile.onnx")
    given = example_inputs(*size)
    with torch.no_grad():
        state = guide(given["thumbnail"], given["embedding"], given["strengths"])
        expected = tile(given["picture"], given["embedding"], given["strengths"], state)
    wish = {name: given[name].numpy() for name in ("embedding", "strengths")}
    (state_read,) = session(tmp_path / "guide.onnx").run(None, {"thumbnail": given["thumbnail"].numpy(), **wish})
    assert np.allclose(state_read, state.numpy(), atol=1e-5)
    restored = session(tmp_path / "tile.onnx").run(None, {"picture": given["picture"].numpy(), **wish, "state": state_read})
    assert np.allclose(restored[0], expected.numpy(), atol=1e-5)
    half = write_half(guide, tile, tmp_path)
    # A processor computes it in single precision; only what goes into the convolutions was rounded.
    rounded = session(half).run(None, {"picture": given["picture"].numpy(), **wish, "state": state_read})
    assert np.allclose(rounded[0], expected.numpy(), atol=1e-2)
    kinds = {path: [node.op_type for node in onnx.load(path).graph.node] for path in (tmp_path / "tile.onnx", half)}
    assert [of.count("ConvTranspose") for of in kinds.values()] == [3, 0]
    assert [of.count("DepthToSpace") for of in kinds.values()] == [0, 3]
    again = Tile()
    read_weights(tmp_path / "tile.onnx", again)
    assert all(torch.equal(a, b) for a, b in zip(again.parameters(), tile.parameters(), strict=True))


def test_a_network_with_a_bias_of_zeros_is_read_back_and_another_network_is_refused(tmp_path: Path) -> None:
    guide = Guide()  # its last layers have learned nothing yet
    round_weights_to_half(guide)
    write_guide(guide, tmp_path / "guide.onnx")
    again = shaken(Guide())
    read_weights(tmp_path / "guide.onnx", again)
    assert all(torch.equal(a, b) for a, b in zip(again.parameters(), guide.parameters(), strict=True))
    with pytest.raises(ValueError, match="another network"):
        read_weights(tmp_path / "guide.onnx", Tile())


def test_half_precision_is_measured_and_an_overflow_stops_the_export() -> None:
    torch.manual_seed(3)
    guide, tile = shaken(Guide()), shaken(Tile("fast"))
    half, largest = half_exactness(guide, tile)
    assert min(half.values()) > 50
    assert 0 < largest < 65504
    assert tile.stem.weight.dtype == torch.float32
    with torch.no_grad():
        tile.stem.weight.mul_(1e6)
    with pytest.raises(SystemExit, match="65,504"):
        exactness(guide, tile, {"denoise": 130.0})
