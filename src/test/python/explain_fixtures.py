"""Makes the fixture of the Grad-CAM tests: maps of every network of the kit, with the weights and
inputs by formula of net_fixtures.py, computed by autograd, one image at a time.

torchvision's networks where it has them, with hooks; else the functions of net_parity.py, which
keep the outputs of their layers.

Needs torch, torchvision and h5py:  python3 explain_fixtures.py ../resources/explain
"""

import json
import sys
from pathlib import Path

import torch
import torchvision
from torch import nn
from torch.nn import functional as F

import net_parity
from net_fixtures import fill, image_batch
from net_layouts import timm_inception_name


class Hooked:
    """A network of torchvision's; its layers under the names that the kit has for them."""

    def __init__(self, net, **layers):
        self.net, self.layers = net, layers

    def __call__(self, x, wanted):
        kept = {}

        def keep(name):
            return self.layers[name].register_forward_hook(lambda m, i, o: kept.update({name: o}))

        hooks = [keep(name) for name in wanted]
        logits = self.net(x)
        for hook in hooks:
            hook.remove()
        return logits, [kept[name] for name in wanted]


class Function:
    """A network as a function of named tensors."""

    def __init__(self, net, tensors):
        self.net, self.tensors = net, tensors

    def __call__(self, x, wanted):
        logits = self.net(x, self.tensors)
        return logits, [self.tensors.seen[name] for name in wanted]


def grad_cam(net, layers, batch, classes):
    """Selvaraju et al. 2017: for each layer the maps of all images."""
    maps = [[] for _ in layers]
    for image, wanted in zip(batch, classes):
        logits, activations = net(image[None], layers)
        gradients = torch.autograd.grad(logits[0, wanted], activations)
        for made, a, gradient in zip(maps, activations, gradients):
            alpha = gradient.mean((2, 3), keepdim=True)
            made.append(F.relu((alpha * a).sum(1))[0].detach())
    return [torch.stack(made) for made in maps]


def untouched(net):
    """An activation in place would overwrite the layer's output that the hook keeps."""
    for module in net.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    return net.eval()


def hooked(net, renamed=lambda name: name):
    """Every module without a module inside, under its own name."""
    net = fill(untouched(net))
    return Hooked(net, **{renamed(n): m for n, m in net.named_modules() if n})


def densenet(keras):
    """With the last ReLU, which torchvision computes in place, as a module."""
    rename = net_parity.keras_densenet_name if keras else lambda name: name
    eps = 1.001e-5 if keras else 1e-5
    net = untouched(torchvision.models.densenet121(weights=None))
    net_parity.Module(net, rename, eps=eps)
    body, relu = net.features, nn.ReLU()
    whole = nn.Sequential(body, relu, nn.AdaptiveAvgPool2d(1), nn.Flatten(), net.classifier)
    # A dense block's output is the concatenation that its last layer makes.
    if keras:
        layers = {"relu": relu, "conv3_block12_concat": body.denseblock2}
        layers.update({"pool3_pool": body.transition2.pool, "conv1_bn": body.norm0})
    else:
        layers = {"features.relu5": relu, "features.pool0": body.pool0}
        layers["features.denseblock2.denselayer12"] = body.denseblock2
        layers["features.transition3.norm"] = body.transition3.norm
    return Hooked(whole.eval(), **layers)


def vgg_plain(plan):
    """Keras' VGG with global average pooling and a layer for ten classes."""

    def net(x, t):
        return t.dense(net_parity.vgg_body(x, t, plan).mean((2, 3)), "head.fc1", 10)

    return Function(net, net_parity.Tensors(1e-3))


class TimmInception(net_parity.Tensors):
    """timm's names and a gamma in every normalisation; layers keep Keras' names."""

    def get(self, name, *shape):
        return super().get(timm_inception_name(name), *shape)

    def stat(self, name, n):
        return super().stat(timm_inception_name(name), n)

    def bn(self, x, name, scale=True):
        return super().bn(x, name)

    def mark(self, name, x):
        own = {"conv_7b_ac": "conv2d_7b.relu", "block17_7": "repeat_1.6"}
        return super().mark(own.get(name, name), x)


def networks():
    # Scales are such that no unit lies at a kink: see steady().
    tv, parity = torchvision.models, net_parity
    keras, other = parity.Tensors(1e-3), parity.Tensors(1e-5)
    inception = parity.inception_resnet_v2
    return [
        ("alexnet", lambda: Function(parity.alexnet, parity.Tensors(0)), 227, 60, (5, 600),
         ["relu5", "conv4", "pool1"]),
        ("alexnet-torchvision", lambda: hooked(tv.alexnet(weights=None)), 224, 2, (0, 999),
         ["features.11", "features.10", "features.3"]),
        ("squeezenet", lambda: hooked(tv.squeezenet1_0(weights=None)), 97, 60, (17, 700),
         ["features.12", "features.7"]),
        ("vgg16", lambda: vgg_plain(parity.VGG16), 40, 1.5, (0, 9), ["block5_conv3_relu", "block3_pool"]),
        ("vgg19", lambda: vgg_plain(parity.VGG19), 40, 1, (3, 4), ["block5_conv4_relu", "block4_conv4"]),
        ("vgg16-torchvision", lambda: hooked(tv.vgg16(weights=None)), 40, 1, (17, 18),
         ["features.29", "features.16"]),
        ("vgg19-torchvision", lambda: hooked(tv.vgg19(weights=None)), 40, 1, (0, 999),
         ["features.35", "features.19"]),
        ("vgg16-sixteenth",
         lambda: Function(parity.vgg16_sixteenth, parity.Tensors(1e-3)), 224, 60, (5, 6),
         ["block5_conv3_relu"]),
        ("densenet121", lambda: densenet(True), 64, 3, (5, 600),
         ["relu", "conv3_block12_concat", "pool3_pool", "conv1_bn"]),
        ("densenet121-torchvision", lambda: densenet(False), 64, 3, (5, 600),
         ["features.relu5", "features.denseblock2.denselayer12", "features.transition3.norm",
          "features.pool0"]),
        ("mobilenet", lambda: Function(parity.mobilenet, keras), 96, 1, (600, 601),
         ["conv_pw_13_relu", "conv_pw_13_bn", "conv_dw_6"]),
        ("mobilenet-timm", lambda: Function(parity.mobilenet_timm, other), 75, 1, (600, 601),
         ["blocks.4.1.bn2.act", "blocks.2.0.bn2"]),
        ("xception", lambda: Function(parity.xception, parity.Tensors(1e-3)), 96, 1, (17, 700),
         ["block14_sepconv2_act", "block4", "block9", "block14_sepconv1_bn"]),
        ("xception-timm", lambda: Function(parity.xception_timm, parity.Tensors(1e-5)), 71, 3.4,
         (5, 600), ["act4", "block3", "block8", "bn3"]),
        ("inceptionresnetv2", lambda: Function(inception, parity.Tensors(1e-3)), 107, 1, (5, 600),
         ["conv_7b_ac", "mixed_5b", "mixed_6a", "mixed_7a", "block17_7"]),
        ("inceptionresnetv2-timm", lambda: Function(inception, TimmInception(1e-3)), 107, 1,
         (5, 600), ["conv2d_7b.relu", "mixed_6a", "repeat_1.6"]),
    ]


def steady(net, layers, batch, classes, made):
    """Whether the maps stay when the images move in their last bits.

    Where a unit lies at a ReLU's or a pooling's kink they jump, and two correct programs differ: vgg16's
    block3_pool by 2.9e-3 at scale 1, densenet121's conv3_block12_concat by 1.4e-3 at scale 2.
    """
    generator = torch.Generator().manual_seed(1)
    for _ in range(3):
        moved = batch * (1 + 1e-6 * (2 * torch.rand(batch.shape, generator=generator) - 1))
        for before, after in zip(made, grad_cam(net, layers, moved, classes)):
            if (after - before).abs().max() > 5e-4 * before.max():
                return False
    return True


def main(folder):
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    cases = []
    for network, make, size, scale, classes, layers in networks():
        net, batch = make(), image_batch(size, scale)
        made = grad_cam(net, layers, batch, classes)
        assert steady(net, layers, batch, classes, made), f"{network}: choose another scale"
        for layer, maps in zip(layers, made):
            large = F.interpolate(maps[None, :1], size=(11, 13), mode="bilinear", align_corners=False)
            assert min(maps.shape[1:]) >= 2 and maps.max() > 0, (network, layer)
            cases.append(
                {
                    "network": network,
                    "layer": layer,
                    "size": size,
                    "scale": scale,
                    "classes": classes,
                    "shape": list(maps.shape),
                    "maps": [float(f"{v:.8g}") for v in maps.flatten()],
                    "resized": [float(f"{v:.8g}") for v in large.flatten()],
                }
            )
            least = min(float(m.max()) for m in maps)
            print(network, layer, tuple(maps.shape), least, float(maps.max()), flush=True)
    (folder / "grad-cam.json").write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
