"""From the trained network to the files that ship: ONNX of eight bits a weight, and the heads."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from network import WIDTH, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from torching import heads_of

from tallystick.reading.embedded.signals import GROUPS

_OPSET = 17
SHIPPED = ("lower.onnx", "marked.onnx", "linear.onnx", "heads.npz", "relevance.tsv")


def export(reader: Reader, folder: Path) -> None:
    """Writes ``lower.onnx``, ``marked.onnx``, ``linear.onnx`` and ``heads.npz`` to ``folder``."""
    reader = reader.cpu().float().eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids, mask = torch.ones(2, 12, dtype=torch.long), torch.ones(2, 12, dtype=torch.long)
    signals = torch.zeros(2, 12, len(GROUPS), dtype=torch.long)
    window = {"ids": ids, "signals": signals, "mask": mask}
    _write(reader.lower, window, ["states", "plain"], folder / "lower.onnx")
    crops = {"states": torch.zeros(2, 12, WIDTH), "zones": ids, "mask": mask}
    _write(reader.marked, crops, ["seen"], folder / "marked.onnx")
    _write_linear(folder / "linear.onnx")
    heads_of(reader).save(folder / "heads.npz")


class _Linear(nn.Module):
    """A head whose matrix is given with its input."""

    def forward(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Scores (..., outputs) for ``x`` (..., inputs)."""
        return functional.linear(x, weight, bias)


def _write_linear(path: Path) -> None:
    """Writes the matrix product of the heads, which holds no weights."""
    x, weight, bias = torch.zeros(2, WIDTH), torch.zeros(3, WIDTH), torch.zeros(3)
    torch.onnx.export(
        _Linear(),
        (x, weight, bias),
        str(path),
        input_names=["x", "weight", "bias"],
        output_names=["scores"],
        dynamic_axes={"x": {0: "rows", 1: "width"}, "weight": {0: "outputs", 1: "width"}, "bias": {0: "outputs"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _write(part: nn.Module, given: dict[str, Tensor], gives: list[str], path: Path) -> None:
    with TemporaryDirectory() as scratch:
        raw = Path(scratch) / path.name
        torch.onnx.export(
            part,
            tuple(given.values()),
            str(raw),
            input_names=list(given),
            output_names=gives,
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in (*given, *gives)},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(raw, path, per_channel=True, weight_type=QuantType.QInt8)
