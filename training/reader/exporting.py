"""From the trained network to the two files that ship: ONNX, eight bits a weight, a scale for each channel."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from network import WIDTH, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic

from tallystick.reading.embedded.signals import GROUPS

_OPSET = 17


def export(reader: Reader, folder: Path, *, eight_bits: bool = True) -> None:
    """Writes ``lower.onnx`` and ``upper.onnx`` to ``folder``; 32 bits a weight where ``eight_bits`` is False."""
    reader = reader.float().eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids, mask = torch.ones(2, 12, dtype=torch.long), torch.ones(2, 12, dtype=torch.long)
    signals = torch.zeros(2, 12, len(GROUPS), dtype=torch.long)
    with TemporaryDirectory() as scratch:
        raw = {part: Path(scratch) / f"{part}.onnx" for part in ("lower", "upper")}
        torch.onnx.export(
            reader.lower,
            (ids, signals, mask),
            str(raw["lower"]),
            input_names=["ids", "signals", "mask"],
            output_names=["states"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "signals", "mask", "states")},
            opset_version=_OPSET,
            dynamo=False,
        )
        heads = ["span", "kind", "judged", "role", "figure"]
        dynamic = {name: {0: "batch", 1: "pieces"} for name in ("states", "zones", "mask", *heads)}
        torch.onnx.export(
            reader.upper,
            (torch.zeros(2, 12, WIDTH), ids, mask),
            str(raw["upper"]),
            input_names=["states", "zones", "mask"],
            output_names=heads,
            dynamic_axes={**dynamic, "judged": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        for part, path in raw.items():
            if eight_bits:
                quantize_dynamic(path, folder / path.name, per_channel=True, weight_type=QuantType.QInt8)
            else:
                (folder / path.name).write_bytes(path.read_bytes())
            print(part, (folder / path.name).stat().st_size)
