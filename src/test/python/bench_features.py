"""MobileNet features of BMP files with Pillow and torch, beside `leukokit bench features`.

python3 bench_features.py LIST WEIGHTS.h5 THREADS BATCH OUT.f32

LIST names one image a line. For each line "round" on the standard input all images go through the
pipeline once and a JSON line with the seconds comes back; "quit" writes the features of the last
round to OUT.f32 and ends. Decoding and resizing run on worker threads (Pillow lets go of the
interpreter's lock) some batches ahead of the network, as DataLoader does with processes.
"""

import json
import platform
import queue
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy as np
import PIL
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

SIZE = 224
WORKERS = 2
AHEAD = 3


class Block(nn.Module):
    """Convolution, batch normalisation, ReLU6; TensorFlow's padding at stride 2."""

    def __init__(self, width, out, kernel, stride, groups):
        super().__init__()
        padding = kernel // 2 if stride == 1 else 0
        self.pad = stride == 2
        self.conv = nn.Conv2d(width, out, kernel, stride, padding, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(out, eps=1e-3)
        self.act = nn.ReLU6(inplace=True)

    def forward(self, x):
        return self.act(self.norm(self.conv(F.pad(x, (0, 1, 0, 1)) if self.pad else x)))


def mobilenet(path):
    pairs = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5
    pairs += [(1024, 2), (1024, 1)]
    names, blocks, width = ["conv1"], [Block(3, 32, 3, 2, 1)], 32
    for i, (out, stride) in enumerate(pairs, 1):
        names += [f"conv_dw_{i}", f"conv_pw_{i}"]
        blocks += [Block(width, width, 3, stride, width), Block(width, out, 1, 1, 1)]
        width = out
    with h5py.File(path) as f, torch.no_grad():
        for name, block in zip(names, blocks):
            layer, norm = f[name][name], f[name + "_bn"][name + "_bn"]
            depthwise = "depthwise_kernel:0" in layer
            kernel = layer["depthwise_kernel:0" if depthwise else "kernel:0"][:]
            axes = (2, 3, 0, 1) if depthwise else (3, 2, 0, 1)
            block.conv.weight.copy_(torch.from_numpy(kernel.transpose(axes).copy()))
            block.norm.weight.copy_(torch.from_numpy(norm["gamma:0"][:]))
            block.norm.bias.copy_(torch.from_numpy(norm["beta:0"][:]))
            block.norm.running_mean.copy_(torch.from_numpy(norm["moving_mean:0"][:]))
            block.norm.running_var.copy_(torch.from_numpy(norm["moving_variance:0"][:]))
    return nn.Sequential(*blocks).eval()


def load(path):
    image = Image.open(path).convert("RGB").resize((SIZE, SIZE), Image.BILINEAR)
    return torch.from_numpy(np.asarray(image).transpose(2, 0, 1).copy())


def prefetch(paths, batch):
    ready = queue.Queue(AHEAD)

    def produce():
        with ThreadPoolExecutor(WORKERS) as pool:
            for first in range(0, len(paths), batch):
                images = list(pool.map(load, paths[first : first + batch]))
                ready.put(torch.stack(images).float().div_(127.5).sub_(1))
        ready.put(None)

    threading.Thread(target=produce, daemon=True).start()
    return iter(ready.get, None)


def main():
    listing, weights, threads, batch, target = sys.argv[1:]
    torch.set_num_threads(int(threads))
    paths = open(listing, encoding="utf-8").read().splitlines()
    net = mobilenet(weights)
    features = None
    versions = f"Python {platform.python_version()}, torch {torch.__version__}, "
    versions += f"Pillow {PIL.__version__}"
    lines = [line.strip(" -") for line in torch.__config__.show().splitlines()]
    kept = [line for line in lines if line.startswith(("Intel(R)", "CPU capability"))]
    kept += re.findall(r"BLAS_INFO=\w+", torch.__config__.show())
    versions += ", " + "; ".join(kept)
    print(json.dumps({"versions": versions, "threads": torch.get_num_threads()}), flush=True)
    for line in sys.stdin:
        if line.strip() != "round":
            break
        start = time.perf_counter()
        with torch.no_grad():
            rows = [net(x).mean((2, 3)) for x in prefetch(paths, int(batch))]
        features = torch.cat(rows).numpy()
        print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)
    features.astype("<f4").tofile(target)


if __name__ == "__main__":
    main()
