"""Makes the fixture of the Grad-CAM tests: maps of torchvision's SqueezeNet and AlexNet and of a
MobileNet with Keras' padding, with the weights and inputs by formula of net_fixtures.py, computed
with hooks and autograd.

Needs torch and torchvision:  python3 explain_fixtures.py ../resources/explain
"""

import json
import sys
from pathlib import Path

import torch
import torchvision
from torch import nn
from torch.nn import functional as F

from net_fixtures import KerasMobileNet, fill, image_batch


def grad_cam(net, module, batch, classes):
    """Selvaraju et al. 2017, one image at a time."""
    maps = []
    for image, wanted in zip(batch, classes):
        kept = []
        hook = module.register_forward_hook(lambda m, i, o: kept.append(o))
        logits = net(image[None])
        hook.remove()
        gradient, = torch.autograd.grad(logits[0, wanted], kept[0])
        alpha = gradient.mean((2, 3), keepdim=True)
        maps.append(F.relu((alpha * kept[0]).sum(1))[0].detach())
    return torch.stack(maps)


def untouched(net):
    """An activation in place would overwrite the layer's output that the hook keeps."""
    for module in net.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    return fill(net)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    squeeze = untouched(torchvision.models.squeezenet1_0(weights=None))
    alex = untouched(torchvision.models.alexnet(weights=None))
    mobile = fill(KerasMobileNet())
    cases = []
    for network, net, layer, module, size, scale, classes in [
        ("squeezenet", squeeze, "features.7", squeeze.features[7], 97, 120, (3, 700)),
        ("squeezenet", squeeze, "features.12", squeeze.features[12], 97, 120, (3, 700)),
        ("alexnet-torchvision", alex, "features.10", alex.features[10], 224, 2, (0, 999)),
        ("alexnet-torchvision", alex, "features.3", alex.features[3], 224, 2, (17, 18)),
        ("mobilenet", mobile, "conv_pw_13_bn", mobile.conv_pw_13_bn, 96, 1, (5, 6)),
    ]:
        maps = grad_cam(net, module, image_batch(size, scale), classes)
        large = F.interpolate(maps[None, :1], size=(11, 13), mode="bilinear", align_corners=False)
        cases.append(
            {
                "network": network,
                "layer": layer,
                "size": size,
                "scale": scale,
                "classes": classes,
                "shape": list(maps.shape),
                "maps": [float(v) for v in maps.flatten()],
                "resized": [float(v) for v in large.flatten()],
            }
        )
        print(network, layer, tuple(maps.shape), float(maps.max()), float(maps.mean()))
    (folder / "grad-cam.json").write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
