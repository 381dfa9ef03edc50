"""Writes tests/data/enhance, against which core/enhance is tested:

    python tests/reference/make_upscaler_data.py

golden.safetensors holds inputs and outputs of
- animevideov3: resources/models/realesr-animevideov3 run by ncnn itself (package ncnn 1.0.20261020, CPU, float32
  arithmetic), checked here against the plain PyTorch network of upscaler_networks.py;
- rrdb_x4, rrdb_x2, rrdb_x1: the RRDBNet there with small random weights, which are in rrdb_xN.safetensors; rrdb_x4 also
  as a .pth file and as an ncnn pair (float32), whose result by ncnn is checked here.
Run with torch 2.13.0, safetensors, numpy, pillow, ncnn.
"""

import struct
from pathlib import Path

import ncnn
import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file
from upscaler_networks import Compact, RRDBNet, read_ncnn

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests/data/enhance"
SHIPPED = ROOT / "resources/models/realesr-animevideov3/realesr-animevideov3"


def run_ncnn(path, x, inputs="data", outputs="output"):
    """float32 throughout; x [1, 3, h, w]."""
    net = ncnn.Net()
    for option in ("fp16_packed", "fp16_storage", "fp16_arithmetic", "bf16_storage", "winograd_convolution"):
        setattr(net.opt, f"use_{option}", False)
    assert net.load_param(f"{path}.param") == 0 and net.load_model(f"{path}.bin") == 0
    extractor = net.create_extractor()
    pixels = np.ascontiguousarray(x[0].numpy())  # ncnn's matrix is a view of it
    extractor.input(inputs, ncnn.Mat(pixels))
    status, out = extractor.extract(outputs)
    assert status == 0
    return torch.from_numpy(np.array(out)).unsqueeze(0)


def write_ncnn(path, model):
    """An RRDBNet of scale 4 in the layout of onnx2ncnn, float32; blobs that are used more than once are split."""
    lines, weights, uses, rows = [], [], {}, []
    modules = dict(model.named_modules())

    def layer(kind, name, inputs, parameters=""):
        for blob in inputs:
            uses[blob] = uses.get(blob, 0) + 1
        rows.append((kind, name, list(inputs), name + "_out" if kind != "Input" else "data", parameters))
        return rows[-1][3]

    def conv(name, blob, active=False):
        module = modules[name]
        size = module.weight.numel()
        weights.append(struct.pack("<I", 0) + module.weight.numpy().tobytes() + module.bias.numpy().tobytes())
        tail = " 9=2 -23310=1,2.000000e-01" if active else ""
        return layer("Convolution", name, [blob], f"0={module.out_channels} 1=3 4=1 5=1 6={size}{tail}")

    def fifth(name, a, b):
        return layer("Eltwise", name, [a, b], "0=1 -23301=2,2.000000e-01,1.000000e+00")

    first = x = conv("conv_first", layer("Input", "input", []))
    for block in range(len(model.body)):
        outer = x
        for dense in ("rdb1", "rdb2", "rdb3"):
            prefix = f"body.{block}.{dense}"
            seen = [x]
            for i in range(1, 5):
                blob = x if i == 1 else layer("Concat", f"{prefix}.cat{i}", seen)
                seen.append(conv(f"{prefix}.conv{i}", blob, True))
            x = fifth(f"{prefix}.add", conv(f"{prefix}.conv5", layer("Concat", f"{prefix}.cat5", seen)), x)
        x = fifth(f"body.{block}.add", x, outer)
    x = layer("BinaryOp", "add", [first, conv("conv_body", x)])
    for name in ("conv_up1", "conv_up2"):
        x = conv(name, layer("Interp", f"{name}.up", [x], "0=1 1=2.000000e+00 2=2.000000e+00"), True)
    conv("conv_last", conv("conv_hr", x, True))

    blobs, taken = 0, {}
    for kind, name, inputs, output, parameters in rows:
        names = []
        for blob in inputs:
            taken[blob] = taken.get(blob, -1) + 1
            names.append(blob if uses[blob] == 1 else f"{blob}_{taken[blob]}")
        output = "output" if name == "conv_last" else output
        lines.append(f"{kind:16} {name:24} {len(names)} 1 {' '.join([*names, output])} {parameters}".rstrip())
        blobs += 1
        if uses.get(output, 0) > 1:
            copies = [f"{output}_{i}" for i in range(uses[output])]
            lines.append(f"Split            {name + '.split':24} 1 {len(copies)} {' '.join([output, *copies])}")
            blobs += len(copies)
    Path(f"{path}.param").write_text("\n".join(["7767517", f"{len(lines)} {blobs}", *lines, ""]))
    Path(f"{path}.bin").write_bytes(b"".join(weights))


def compare(what, a, b):
    print(f"{what}: largest difference {(a - b).abs().max().item():.2e}")


@torch.no_grad()
def main():
    DATA.mkdir(exist_ok=True)
    torch.manual_seed(5)
    golden = {}

    photo = Image.open(ROOT / "resources/samples/cat.png").convert("RGB").resize((112, 75), Image.LANCZOS)
    levels = torch.from_numpy(np.array(photo)).permute(2, 0, 1)[None, :, 20:44, 40:70].contiguous()
    pixels = levels.float() / 255
    golden["animevideov3.input"] = levels
    golden["animevideov3.output"] = run_ncnn(SHIPPED, pixels).contiguous()
    compact = Compact()
    read_ncnn(SHIPPED, compact)
    compare("animevideov3, PyTorch against ncnn", compact(pixels), golden["animevideov3.output"])

    for scale in (4, 2, 1):
        model = RRDBNet(4, 2, 2, scale)
        for name, parameter in model.named_parameters():
            parameter.normal_(0, 0.8 / parameter[0].numel() ** 0.5 if parameter.dim() > 1 else 0.1)
        x = torch.rand(2, 3, 12, 8)
        golden[f"rrdb_x{scale}.input"], golden[f"rrdb_x{scale}.output"] = x, model(x)
        state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
        save_file(state, DATA / f"rrdb_x{scale}.safetensors")
        if scale == 4:
            other = {name: torch.zeros_like(tensor) for name, tensor in state.items()}
            torch.save({"params": other, "params_ema": model.state_dict()}, DATA / "rrdb_x4.pth")
            write_ncnn(DATA / "rrdb_x4", model)
            compare("rrdb_x4, ncnn against PyTorch", run_ncnn(DATA / "rrdb_x4", x[:1]), model(x)[:1])
    save_file(golden, DATA / "golden.safetensors")


if __name__ == "__main__":
    main()
