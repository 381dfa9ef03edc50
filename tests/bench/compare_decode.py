"""Decoding a clip by a full-size Stable Video Diffusion VAE: Stillwave beside diffusers, in turns.

    python compare_decode.py DECODE_CLIP [RUNS [SIDE [FRAMES]]]

Run it with an interpreter that has diffusers 0.42.1 and torch 2.13.0. DECODE_CLIP is the benchmarks' program of that
name. The weights (97.7 M parameters, float32) are drawn at random once a run; SIDE is the clip's width and height in
px (256), FRAMES their number (14). Each side runs RUNS times (3) in a process of its own, in turns; printed are the
seconds of the decode alone, the peak resident memory, and the largest difference relative to the largest value.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

# Stability's vae/config.json of Stable Video Diffusion.
CONFIG = {
    "block_out_channels": [128, 256, 512, 512],
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "force_upcast": True,
    "in_channels": 3,
    "latent_channels": 4,
    "layers_per_block": 2,
    "out_channels": 3,
    "sample_size": 768,
    "scaling_factor": 0.18215,
}


def make(folder, side, frames):
    import torch
    from diffusers import AutoencoderKLTemporalDecoder
    from safetensors.torch import save_file

    torch.manual_seed(1)
    AutoencoderKLTemporalDecoder(**CONFIG).save_pretrained(folder / "vae")
    save_file({"latents": torch.randn(frames, 4, side // 8, side // 8)}, folder / "latents.safetensors")


def decode(folder):
    import resource
    import time

    import torch
    from diffusers import AutoencoderKLTemporalDecoder
    from safetensors.torch import load_file, save_file

    vae = AutoencoderKLTemporalDecoder.from_pretrained(folder / "vae").eval()
    latents = load_file(folder / "latents.safetensors")["latents"]
    with torch.inference_mode():
        start = time.perf_counter()
        frames = vae.decode(latents, num_frames=len(latents)).sample
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "peak_resident_bytes": peak}))
    save_file({"frames": frames.contiguous()}, folder / "theirs.safetensors")


def last_line(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def main(program, runs=3, side=256, frames=14):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([sys.executable, __file__, "--make", name, str(side), str(frames)], check=True)
        commands = {
            "stillwave": [program, folder / "vae", folder / "latents.safetensors", folder / "ours.safetensors"],
            "diffusers": [sys.executable, __file__, "--decode", name],
        }
        results = {side_name: [] for side_name in commands}
        for _ in range(runs):
            for side_name, command in commands.items():
                results[side_name].append(last_line(command))
        from safetensors.torch import load_file

        ours, theirs = (load_file(folder / f"{who}.safetensors")["frames"] for who in ("ours", "theirs"))
        difference = ((ours - theirs).abs().max() / theirs.abs().max()).item()

    print(f"{frames} frames of {side}x{side}, load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    for figure in ("seconds", "peak_resident_bytes"):
        mine, other = ([run[figure] for run in results[who]] for who in ("stillwave", "diffusers"))
        ratio = statistics.median(b / a for a, b in zip(mine, other))
        print(f"{figure}: stillwave {statistics.median(mine):.4g}, diffusers {statistics.median(other):.4g}, "
              f"ratio {ratio:.2f}")
    print(f"largest relative difference {difference:.1e}")
    print(json.dumps(results))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["--decode"]:
        decode(pathlib.Path(sys.argv[2]))
    elif len(sys.argv) in (2, 3, 4, 5):
        main(sys.argv[1], *map(int, sys.argv[2:]))
    else:
        sys.exit(__doc__)
