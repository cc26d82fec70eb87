"""Makes the fixtures of the tests of org.leukokit.net: logits of networks whose weights come from a
formula that the tests compute too, and small weight files in the three formats.

Needs torch, torchvision, h5py and numpy:  python3 net_fixtures.py ../resources/net
"""

import json
import pickle
import struct
import sys
import zipfile
import zlib
from collections import OrderedDict
from pathlib import Path

import h5py
import numpy as np
import torch
import torchvision
from torch import nn
from torch.nn import functional as F


def uniform(name, count):
    """In [0, 1), 24 bits, from the name and the index; FormulaWeights.java computes the same."""
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint64) * np.uint64(6364136223846793005)
        x += np.uint64(zlib.crc32(name.encode()) * 1442695040888963407 % 2**64)
        x ^= x >> np.uint64(33)
        x *= np.uint64(0xFF51AFD7ED558CCD)
        x ^= x >> np.uint64(33)
    return (x >> np.uint64(40)).astype(np.float64) / 2**24


def values(name, shape):
    count = int(np.prod(shape))
    u = uniform(name, count)
    if len(shape) >= 2:
        v = (2 * u - 1) * np.sqrt(6 / (count // shape[0]))
    elif name.endswith((".weight", ".running_var")):
        v = 0.5 + u
    else:
        v = (2 * u - 1) * 0.1
    return torch.from_numpy(v.astype(np.float32).reshape(shape))


def image_batch(size, scale, images=2):
    v = (2 * uniform("input", images * 3 * size * size) - 1) * scale
    return torch.from_numpy(v.astype(np.float32).reshape(images, 3, size, size))


class CaffeAlexNet(nn.Module):
    """Krizhevsky's network as bvlc_alexnet's prototxt has it."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 96, 11, 4)
        self.conv2 = nn.Conv2d(96, 256, 5, 1, 2, groups=2)
        self.conv3 = nn.Conv2d(256, 384, 3, 1, 1)
        self.conv4 = nn.Conv2d(384, 384, 3, 1, 1, groups=2)
        self.conv5 = nn.Conv2d(384, 256, 3, 1, 1, groups=2)
        self.fc6 = nn.Linear(9216, 4096)
        self.fc7 = nn.Linear(4096, 4096)
        self.fc8 = nn.Linear(4096, 1000)
        self.norm = nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=1)

    def forward(self, x):
        x = F.max_pool2d(self.norm(F.relu(self.conv1(x))), 3, 2, ceil_mode=True)
        x = F.max_pool2d(self.norm(F.relu(self.conv2(x))), 3, 2, ceil_mode=True)
        x = F.relu(self.conv4(F.relu(self.conv3(x))))
        x = F.max_pool2d(F.relu(self.conv5(x)), 3, 2, ceil_mode=True)
        x = F.relu(self.fc6(x.flatten(1)))
        return self.fc8(F.relu(self.fc7(x)))


class KerasMobileNet(nn.Module):
    """keras.applications.MobileNet: padding computed by TensorFlow's rule for "same"."""

    PAIRS = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5
    PAIRS += [(1024, 2), (1024, 1)]

    def __init__(self):
        super().__init__()
        self.add_module("conv1", nn.Conv2d(3, 32, 3, 2, bias=False))
        self.add_module("conv1_bn", nn.BatchNorm2d(32, eps=1e-3))
        width = 32
        for i, (out, stride) in enumerate(self.PAIRS, 1):
            dw = nn.Conv2d(width, width, 3, stride, groups=width, bias=False)
            self.add_module(f"conv_dw_{i}", dw)
            self.add_module(f"conv_dw_{i}_bn", nn.BatchNorm2d(width, eps=1e-3))
            self.add_module(f"conv_pw_{i}", nn.Conv2d(width, out, 1, bias=False))
            self.add_module(f"conv_pw_{i}_bn", nn.BatchNorm2d(out, eps=1e-3))
            width = out
        self.conv_preds = nn.Conv2d(1024, 1000, 1)

    @staticmethod
    def same(x, conv):
        pads = []
        for side, k, s in zip(reversed(x.shape[2:]), conv.kernel_size, conv.stride):
            total = max((-(-side // s) - 1) * s + k - side, 0)
            pads += [total // 2, total - total // 2]
        return conv(F.pad(x, pads))

    def features(self, x):
        names = ["conv1"] + [f"conv_{k}_{i}" for i in range(1, 14) for k in ("dw", "pw")]
        for name in names:
            norm = getattr(self, name + "_bn")
            x = F.relu6(norm(self.same(x, getattr(self, name))))
        return x.mean((2, 3))

    def forward(self, x):
        return self.conv_preds(self.features(x)[:, :, None, None]).flatten(1)


def fill(net):
    state = net.state_dict()
    for name, tensor in state.items():
        if not name.endswith("num_batches_tracked"):
            tensor.copy_(values(name, tuple(tensor.shape)))
    return net.eval()


def logits(folder):
    for name, net, size, scale in [
        ("alexnet", CaffeAlexNet(), 227, 120),
        ("alexnet-torchvision", torchvision.models.alexnet(weights=None), 224, 2),
        ("mobilenet", KerasMobileNet(), 224, 1),
        ("squeezenet", torchvision.models.squeezenet1_0(weights=None), 227, 120),
    ]:
        with torch.no_grad():
            out = fill(net)(image_batch(size, scale)).numpy().astype("<f4")
        (folder / f"{name}.logits.f32").write_bytes(out.tobytes())
        print(name, out.shape, float(np.abs(out).max()), float(out.std()))


def small_pth(folder):
    transposed = values("t.weight", (4, 6)).t()  # 6x4, not contiguous
    shared = values("shared", (12,))
    state = OrderedDict(
        [
            ("t.weight", transposed),
            ("part.bias", shared[5:9]),
            ("conv.weight", nn.Parameter(values("conv.weight", (2, 3, 3, 3)))),
            ("bn.num_batches_tracked", torch.tensor(7)),
        ]
    )
    state._metadata = OrderedDict([("", {"version": 1})])
    torch.save(state, folder / "small.pth")
    torch.save(OrderedDict([("half.weight", torch.zeros(3).half())]), folder / "half.pth")
    torch.save({"epoch": 3, "state_dict": {"a": torch.zeros(2)}}, folder / "checkpoint.pth")

    class Evil:
        def __reduce__(self):
            import os

            return os.system, ("echo this must never run",)

    with zipfile.ZipFile(folder / "evil.pth", "w") as z:
        z.writestr("archive/data.pkl", pickle.dumps({"a": Evil()}, protocol=2))
        z.writestr("archive/version", "3\n")


def small_h5(folder):
    with h5py.File(folder / "small.h5", "w") as f:
        layers = {
            "conv": [("kernel:0", (3, 2, 4, 5)), ("bias:0", (5,))],
            "dw": [("depthwise_kernel:0", (3, 2, 4, 1))],
            "bn": [(n, (4,)) for n in ("gamma:0", "beta:0", "moving_mean:0", "moving_variance:0")],
            "fc": [("kernel:0", (6, 3))],
            "flatten": [],
        }
        f.attrs["layer_names"] = [n.encode() for n in layers]
        for layer, tensors in layers.items():
            group = f.create_group(layer)
            group.attrs["weight_names"] = [f"{layer}/{n}".encode() for n, _ in tensors]
            for n, shape in tensors:
                count = int(np.prod(shape))
                data = np.arange(count, dtype=np.float32).reshape(shape)
                group.create_dataset(f"{layer}/{n}", data=data)


def small_safetensors(folder):
    tensors = {"a.weight": (2, 3), "b.bias": (4,)}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, shape in tensors.items():
        raw = values(name, shape).numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    (folder / "small.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    small_pth(target)
    small_h5(target)
    small_safetensors(target)
    logits(target)
