"""Samples clips under each control of sampling, for tests/data/svd/control.safetensors (1 min).

    python make_control_goldens.py PIPELINE OUT

PIPELINE is tests/data/svd-tiny/pipeline, of which the UNet alone is used. Everything else is written here from the
papers' equations: the EDM scalings and the Euler step (Karras et al., arXiv 2206.00364), Time-to-Move's dual clock
(arXiv 2511.08633), frozen areas and known frames in the denoised prediction, ViBiDSampler (arXiv 2410.05651), fused
context windows and FreeNoise (arXiv 2310.15169). Tensors are [1, frames, channels, h, w]; the inputs are stored beside
the results, noise too, and so is the first noise level.
Made with diffusers 0.42.1 and torch 2.13.0 (CPU), float32.
"""

import math
import sys

import torch
from diffusers import UNetSpatioTemporalConditionModel
from safetensors.torch import save_file

STEPS, CHANNELS, HEIGHT, WIDTH = 5, 4, 8, 8
FRAMES, LONG, WINDOW, OVERLAP = 5, 13, 7, 3
SIGMA_MAX, SIGMA_MIN = 700.0, 0.002


def karras(steps):
    high, low = SIGMA_MAX ** (1 / 7), SIGMA_MIN ** (1 / 7)
    return [(high + i / (steps - 1) * (low - high)) ** 7 for i in range(steps)] + [0.0]


class Model:
    """D(x, sigma, c) for a photo, or without one where there is none."""

    def __init__(self, unet, time_ids):
        self.unet, self.time_ids = unet, time_ids

    def __call__(self, x, sigma, photo):
        embedding, latents = photo
        seen = torch.cat([x / math.sqrt(sigma**2 + 1), latents.expand_as(x)], 2)
        f = self.unet(seen, torch.tensor(0.25 * math.log(sigma)), embedding, self.time_ids).sample
        return x / (sigma**2 + 1) - sigma / math.sqrt(sigma**2 + 1) * f


def nothing_of(photo):
    return tuple(torch.zeros_like(part) for part in photo)


def euler(predict, x, sigmas, first=0, after=lambda i, x: x):
    for i in range(first, len(sigmas) - 1):
        d = (x - predict(i, x, sigmas[i])) / sigmas[i]
        x = after(i, x + d * (sigmas[i + 1] - sigmas[i]))
    return x


def time_to_move(predict, reference, mask, noise, sigmas, weak, strong):
    def replace(i, x):
        if i >= strong:
            return x
        held = reference if i + 1 == len(sigmas) - 1 else reference + sigmas[i + 1] * noise
        return (1 - mask) * x + mask * held

    return euler(predict, reference + sigmas[weak] * noise, sigmas, weak, replace)


def vibid(model, x, sigmas, photos, ends, scale, noises):
    """Both passes of each step, literally: predict, write the far end, step, renoise, turn, and all again."""

    def half(x, i, photo, far):
        unconditional = model(x, sigmas[i], nothing_of(photo))
        clean = unconditional + scale * (model(x, sigmas[i], photo) - unconditional)
        clean = torch.cat([clean[:, :-1], far], 1)
        return clean + (x - unconditional) / sigmas[i] * sigmas[i + 1]

    for i in range(len(sigmas) - 1):
        x = half(x, i, photos[0], ends[1])
        x = x + math.sqrt(sigmas[i] ** 2 - sigmas[i + 1] ** 2) * noises[i]
        x = half(x.flip(1), i, photos[1], ends[0]).flip(1)
    return x


def halving(step):
    """The binary digits of `step`, mirrored behind the point."""
    digits = bin(step)[2:]
    return int(digits[::-1], 2) / 2 ** len(digits)


def window_frames(frames, length, overlap, closed, step):
    """The frames of each window of a step."""
    if frames <= length:
        moved = int(frames * halving(step)) if closed else 0
        return [[(moved + j) % frames for j in range(frames)]]
    distance = length - overlap
    if closed:
        count = math.ceil(frames / distance)
        moved = int(frames * halving(step))
        starts = [math.floor(k * frames / count) + moved for k in range(count)]
        return [[(start + j) % frames for j in range(length)] for start in starts]
    moved = int(distance * halving(step))
    wanted = [k * distance - moved for k in range(frames)]
    starts = sorted({min(max(start, 0), frames - length) for start in wanted})
    return [list(range(start, start + length)) for start in starts]


def weights(fusion, length, overlap):
    if fusion == "flat":
        return [1.0] * length
    if fusion == "pyramid":
        return [float(min(j + 1, length - j)) for j in range(length)]
    assert fusion == "overlap_linear" and length >= 2 * overlap
    up = torch.linspace(1e-37, 1, overlap).tolist()
    return up + [1.0] * (length - 2 * overlap) + up[::-1]


def windowed(model, photo, length, overlap, closed, fusion):
    def predict(i, x, sigma):
        total, weight = torch.zeros_like(x), torch.zeros(x.shape[1])
        for frames in window_frames(x.shape[1], length, overlap, closed, i):
            clean = model(x[:, frames], sigma, photo)
            for j, (frame, w) in enumerate(zip(frames, weights(fusion, len(frames), overlap), strict=True)):
                total[:, frame] += w * clean[:, j]
                weight[frame] += w
        return total / weight.view(1, -1, 1, 1, 1)

    return predict


def free_noise(noise, length, overlap, generator):
    out = [noise[:, i] for i in range(length)]
    while len(out) < noise.shape[1]:
        begin = len(out) - length
        out += [out[begin + i] for i in torch.randperm(length - overlap, generator=generator).tolist()]
    return torch.stack(out[: noise.shape[1]], 1)


@torch.no_grad()
def main(pipeline, out):
    unet = UNetSpatioTemporalConditionModel.from_pretrained(pipeline, subfolder="unet", torch_dtype=torch.float32)
    model = Model(unet.eval(), torch.tensor([[6.0, 127.0, 0.02]]))
    generator = torch.Generator().manual_seed(15)

    def draw(*shape):
        return torch.randn(*shape, generator=generator)

    def video(frames):
        return draw(1, frames, CHANNELS, HEIGHT, WIDTH)

    sigmas = karras(STEPS)
    start = math.sqrt(sigmas[0] ** 2 + 1)
    t = {"embedding_a": draw(1, 1, unet.config.cross_attention_dim), "photo_a": video(1)}
    t |= {"embedding_b": draw(1, 1, unet.config.cross_attention_dim), "photo_b": video(1)}
    t |= {"noise": video(FRAMES), "reference": video(FRAMES), "long_noise": video(LONG)}
    t["renoise"] = torch.cat([video(FRAMES) for _ in range(STEPS)])
    # A mask of moved regions that wanders, with a soft edge; a frozen one that stands.
    mask = torch.zeros(1, FRAMES, 1, HEIGHT, WIDTH)
    for frame in range(FRAMES):
        mask[:, frame, :, 2:6, frame : frame + 3] = 1
        mask[:, frame, :, 2:6, frame + 3 : frame + 4] = 0.25
    t["mask"] = mask
    t["frozen"] = (torch.arange(HEIGHT) / (HEIGHT - 1)).view(1, 1, 1, -1, 1).expand(1, 1, 1, -1, WIDTH).clone()

    a, b = (t["embedding_a"], t["photo_a"]), (t["embedding_b"], t["photo_b"])
    x = t["noise"] * start

    def plain(i, x, sigma):
        return model(x, sigma, a)

    t["uncontrolled"] = euler(plain, x, sigmas)
    for weak, strong in ((1, 3), (2, STEPS)):
        t[f"time_to_move_{weak}_{strong}"] = time_to_move(plain, t["reference"], mask, t["noise"], sigmas, weak, strong)

    def frozen(still, until):
        def predict(i, x, sigma):
            clean = model(x, sigma, a)
            if i < until:
                for frame in range(1, FRAMES):
                    shown = clean[:, 0] if still is None else still[:, 0]
                    clean[:, frame] = (1 - t["frozen"][:, 0]) * clean[:, frame] + t["frozen"][:, 0] * shown
            return clean

        return predict

    t["freeze_first_frame"] = euler(frozen(None, 4), x, sigmas)
    t["freeze_still"] = euler(frozen(t["photo_b"], 3), x, sigmas)

    def extending(i, x, sigma):
        clean = model(x, sigma, a)
        if sigma >= 1:
            clean[:, :2] = t["reference"][:, -2:]
        return clean

    t["extend"] = euler(extending, x, sigmas)

    kept = torch.ones_like(mask)
    kept[:, 1:3, :, :, 4:] = 0
    t["make_again"] = time_to_move(plain, t["reference"], kept, t["noise"], sigmas, 1, STEPS)

    ends = (t["photo_a"] * 0.5, t["photo_b"] * 0.5)
    noises = t["renoise"][:, None]
    for name, scale in (("vibid_1", 1.0), ("vibid_2", 2.0)):
        t[name] = vibid(model, x, sigmas, (a, b), ends, scale, noises)
    t["vibid_loop"] = vibid(model, x, sigmas, (a, a), (ends[0], ends[0]), 1.0, noises)

    long = t["long_noise"] * start
    for closed in (False, True):
        for fusion in ("flat", "pyramid", "overlap_linear"):
            predict = windowed(model, a, WINDOW, OVERLAP, closed, fusion)
            t[f"windows_{'closed' if closed else 'open'}_{fusion}"] = euler(predict, long, sigmas)
    t["free_noise"] = free_noise(t["long_noise"], WINDOW, OVERLAP, torch.Generator().manual_seed(7))

    t["time_ids"], t["sigmas"] = model.time_ids, torch.tensor(sigmas)
    save_file({name: value.contiguous() for name, value in t.items()}, out)
    for name, value in t.items():
        print(name, tuple(value.shape), f"largest {float(value.abs().max()):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
