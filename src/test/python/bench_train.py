"""Training steps in torch, beside `leukokit bench train`.

python3 bench_train.py NETWORK BATCH SIDE THREADS [DEVICE]

For each line "forward N", "gradients N" or "step N" on the standard input it does so N times on one
batch and answers with the seconds as JSON, on a GPU with the most memory that tensors took there, too;
for "profile N FILE" it takes N steps under the profiler, whose trace goes to the file.
torchvision's networks where it has them; the others written with padding left to the convolutions
wherever they can do it. DEVICE is cpu or gpuN, as the kit's side calls it.
"""

import json
import os
import platform
import re
import sys
import time

import torch
import torchvision
from torch.nn import functional as F

import net_parity
from net_parity import Tensors, pad_same


def mobilenet(x, t, classes=1000):
    x = F.relu6(t.bn(t.conv(F.pad(x, (0, 1, 0, 1)), "conv1", 32, s=2), "conv1_bn"), inplace=True)
    plan = "64 128/2 128 256/2 256 512/2 512 512 512 512 512 1024/2 1024".split()
    for i, word in enumerate(plan, 1):
        out, halve = int(word.split("/")[0]), "/" in word
        x = F.pad(x, (0, 1, 0, 1)) if halve else x
        stride, pad = (2, 0) if halve else (1, 1)
        x = t.conv(x, f"conv_dw_{i}", x.shape[1], s=stride, pad=pad, groups=x.shape[1])
        x = F.relu6(t.bn(x, f"conv_dw_{i}_bn"), inplace=True)
        x = F.relu6(t.bn(t.conv(x, f"conv_pw_{i}", out, 1), f"conv_pw_{i}_bn"), inplace=True)
    x = x.mean((2, 3), keepdim=True)
    return t.conv(x, "conv_preds", classes, 1, bias=True).flatten(1)


def xception(x, t, classes=1000):
    def sep(x, name, out):
        x = t.conv(x, name + ".depthwise", x.shape[1], pad=1, groups=x.shape[1])
        return t.bn(t.conv(x, name + ".pointwise", out, 1), name + "_bn")

    def pool(x):
        return F.max_pool2d(pad_same(x, 3, 2, float("-inf")), 3, 2)

    x = F.relu(t.bn(t.conv(x, "block1_conv1", 32, s=2), "block1_conv1_bn"), inplace=True)
    x = F.relu(t.bn(t.conv(x, "block1_conv2", 64), "block1_conv2_bn"), inplace=True)
    for number, (block, a, b) in enumerate([(2, 128, 128), (3, 256, 256), (4, 728, 728)], 1):
        beside = t.bn(t.conv(x, f"conv2d_{number}", b, 1, 2), f"batch_normalization_{number}")
        x = sep(x if block == 2 else F.relu(x), f"block{block}_sepconv1", a)
        x = pool(sep(F.relu(x, inplace=True), f"block{block}_sepconv2", b)) + beside
    for block in range(5, 13):
        beside = x
        x = sep(F.relu(x), f"block{block}_sepconv1", 728)
        for s in (2, 3):
            x = sep(F.relu(x, inplace=True), f"block{block}_sepconv{s}", 728)
        x = x + beside
    beside = t.bn(t.conv(x, "conv2d_4", 1024, 1, 2), "batch_normalization_4")
    x = sep(F.relu(x), "block13_sepconv1", 728)
    x = pool(sep(F.relu(x, inplace=True), "block13_sepconv2", 1024)) + beside
    x = F.relu(sep(x, "block14_sepconv1", 1536), inplace=True)
    x = F.relu(sep(x, "block14_sepconv2", 2048), inplace=True)
    return t.dense(x.mean((2, 3)), "predictions", classes)


class Functional:
    """A function of named tensors with a module's ways."""

    def __init__(self, function, side):
        self.function, self.tensors = function, Tensors(1e-3)
        with torch.no_grad():
            self(torch.zeros(1, 3, side, side))

    def to(self, device):
        def there(value):
            return value.detach().to(device).requires_grad_(value.requires_grad)

        self.tensors.named = {name: there(t) for name, t in self.tensors.named.items()}
        self.tensors.running = {name: there(t) for name, t in self.tensors.running.items()}
        return self

    def __call__(self, x):
        return self.function(x, self.tensors)

    def train(self, training):
        self.tensors.training = training

    def parameters(self):
        return self.tensors.named.values()


def network(name, side):
    if name.endswith("-torchvision"):
        return getattr(torchvision.models, name[: -len("-torchvision")])(weights=None)
    functions = {
        "mobilenet": mobilenet,
        "xception": xception,
        "inceptionresnetv2": net_parity.inception_resnet_v2,
    }
    return Functional(functions[name], side)


def device_of(text):
    if not text.startswith("gpu"):
        return torch.device("cpu")
    index = int(text[3:])
    if torch.cuda.device_count() <= index:
        count = torch.cuda.device_count()
        sys.exit(f"torch {torch.__version__} of {sys.executable} finds {count} GPUs and can't use {text}")
    # As the kit computes there: in 32 bits, with algorithms that repeat.
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.deterministic = True
    return torch.device("cuda", index)


def loaded_blas():
    """The BLAS that this process really has: "generic" is whichever the system chose."""
    try:
        with open("/proc/self/maps") as maps:
            files = {os.path.realpath(line.split()[-1]) for line in maps if "blas" in line}
    except OSError:
        return []
    return sorted(os.path.basename(file) for file in files)


def versions(device):
    if device.type == "cuda":
        name = torch.cuda.get_device_name(device)
        cudnn = torch.backends.cudnn.version()
        cuda = f"CUDA {torch.version.cuda}, cuDNN {cudnn}, {name}, float32"
        return f"Python {platform.python_version()}, torch {torch.__version__}, {cuda}"
    lines = [line.strip(" -") for line in torch.__config__.show().splitlines()]
    kept = [line for line in lines if line.startswith(("Intel(R)", "CPU capability"))]
    kept += re.findall(r"BLAS_INFO=\w+", torch.__config__.show()) + loaded_blas()
    return f"Python {platform.python_version()}, torch {torch.__version__}, " + "; ".join(kept)


def main():
    name, batch, side, threads = sys.argv[1], *map(int, sys.argv[2:5])
    device = device_of(sys.argv[5] if len(sys.argv) > 5 else "cpu")
    torch.set_num_threads(threads)
    net = network(name, side).to(device)
    parameters = list(net.parameters())
    optimiser = torch.optim.Adam(parameters, lr=1e-6)
    images = torch.rand(batch, 3, side, side) * 2 - 1
    labels = torch.arange(batch) % 2

    def forward():
        net.train(False)
        with torch.no_grad():
            net(images.to(device)).cpu().numpy()

    def gradients():
        net.train(True)
        optimiser.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(images.to(device)), labels.to(device))
        loss.backward()
        loss.item()

    def step():
        gradients()
        optimiser.step()

    def settle():
        if device.type == "cuda":
            torch.cuda.synchronize(device)

    work = {"forward": forward, "gradients": gradients, "step": step}
    learned = sum(p.numel() for p in parameters)
    print(json.dumps({"versions": versions(device), "learned": learned}), flush=True)
    for line in sys.stdin:
        what, times, *file = line.rstrip("\n").split(" ", 2)
        if what == "profile":
            with torch.autograd.profiler.profile() as profiler:
                start = time.perf_counter()
                for _ in range(int(times)):
                    step()
                seconds = time.perf_counter() - start
            profiler.export_chrome_trace(file[0])
            print(json.dumps({"seconds": seconds}), flush=True)
            continue
        settle()
        start = time.perf_counter()
        for _ in range(int(times)):
            work[what]()
        settle()
        answer = {"seconds": time.perf_counter() - start}
        if device.type == "cuda":
            answer["tensors"] = torch.cuda.max_memory_allocated(device) / 2**20
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
