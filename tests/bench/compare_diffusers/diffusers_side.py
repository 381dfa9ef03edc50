"""What diffusers does in each case, in a process of its own. The last line printed is a JSON object of figures.

    python diffusers_side.py inputs OUT.safetensors FRAMES HEIGHT WIDTH SEED
    python diffusers_side.py unet MODEL INPUTS.safetensors STEPS OUT.safetensors
    python diffusers_side.py decode MODEL INPUTS.safetensors OUT.safetensors
    python diffusers_side.py clip MODEL DEVICE DTYPE INPUTS.safetensors STEPS MAX_GUIDANCE eager|compile OUT.safetensors
    python diffusers_side.py difference OURS.safetensors THEIRS.safetensors
"""

import json
import os
import sys
import time

import torch
from safetensors.torch import load_file, save_file


def peak_resident_bytes():
    """The peak of this process alone, because getrusage may tell its parent's."""
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def tell(**figures):
    print(json.dumps({**figures, "peak_resident_bytes": peak_resident_bytes()}))


def make_inputs(out, frames, height, width, seed):
    """The tensors that sampling starts from, for a model of Stable Video Diffusion's size. Height and width are px."""
    generator = torch.Generator().manual_seed(seed)
    size = (height // 8, width // 8)
    noise = torch.randn(1, frames, 4, *size, generator=generator)
    photo = torch.nn.functional.interpolate(torch.rand(1, 3, 9, 16, generator=generator), (height, width), mode="bicubic")
    save_file(
        {
            "noise": noise,
            "latents": noise[0].clone(),
            "pixels": (photo.clamp(0, 1) * 255).round() / 255 * 2 - 1,
            "image_latents": torch.randn(1, 4, *size, generator=generator) * 4,
            "image_embeddings": torch.randn(1, 1, 1024, generator=generator),
            "added_time_ids": torch.tensor([[6.0, 127.0, 0.02]]),
            "guidance_scale": torch.linspace(1, 3, frames),
        },
        out,
    )


def sample(model, inputs, steps, out):
    """Times the first STEPS of 25 steps, as StableVideoDiffusionPipeline takes them with guidance: one pass of both
    branches a step. A pass of one branch before them touches all weights and is not timed."""
    from diffusers import EulerDiscreteScheduler, UNetSpatioTemporalConditionModel

    unet = UNetSpatioTemporalConditionModel.from_pretrained(f"{model}/unet", torch_dtype=torch.float32).eval()
    scheduler = EulerDiscreteScheduler.from_pretrained(f"{model}/scheduler")
    given = load_file(inputs)
    frames = given["noise"].shape[1]
    guidance = given["guidance_scale"].view(1, -1, 1, 1, 1)
    added_time_ids = given["added_time_ids"].repeat(2, 1)
    embeddings = torch.cat([torch.zeros_like(given["image_embeddings"]), given["image_embeddings"]])
    image_latents = given["image_latents"].unsqueeze(1).repeat(1, frames, 1, 1, 1)
    image_latents = torch.cat([torch.zeros_like(image_latents), image_latents])
    with torch.inference_mode():
        unet(torch.cat([given["noise"], image_latents[1:]], 2), torch.tensor(1.0), embeddings[1:], added_time_ids[1:])
        scheduler.set_timesteps(25)
        cpu_before, start = sum(os.times()[:2]), time.perf_counter()
        latents = given["noise"] * scheduler.init_noise_sigma
        for timestep in scheduler.timesteps[:steps]:
            scaled = scheduler.scale_model_input(torch.cat([latents] * 2), timestep)
            noise_pred = unet(torch.cat([scaled, image_latents], 2), timestep, embeddings, added_time_ids).sample
            unconditional, conditional = noise_pred.chunk(2)
            guided = unconditional + guidance * (conditional - unconditional)
            latents = scheduler.step(guided, timestep, latents).prev_sample
        seconds, cpu_s = time.perf_counter() - start, sum(os.times()[:2]) - cpu_before
    tell(seconds=seconds, cpu_s=cpu_s)
    save_file({"conditional": conditional.contiguous(), "unconditional": unconditional.contiguous()}, out)


def decode(model, inputs, out):
    from diffusers import AutoencoderKLTemporalDecoder

    vae = AutoencoderKLTemporalDecoder.from_pretrained(f"{model}/vae").eval()
    latents = load_file(inputs)["latents"]
    with torch.inference_mode():
        cpu_before, start = sum(os.times()[:2]), time.perf_counter()
        frames = vae.decode(latents, num_frames=len(latents)).sample
        seconds, cpu_s = time.perf_counter() - start, sum(os.times()[:2]) - cpu_before
    tell(seconds=seconds, cpu_s=cpu_s)
    save_file({"frames": frames.contiguous()}, out)


def make_clip(model, device, dtype, inputs, steps, max_guidance, mode, out):
    """Times the pipeline as a user calls it, from the start of the process on. On a device the second clip counts."""
    import numpy
    from diffusers import StableVideoDiffusionPipeline
    from PIL import Image

    given = load_file(inputs)
    frames, (height, width) = given["noise"].shape[1], given["pixels"].shape[2:]
    photo = ((given["pixels"][0] + 1) * 127.5).round().permute(1, 2, 0).numpy().astype(numpy.uint8)
    pipeline = StableVideoDiffusionPipeline.from_pretrained(model, torch_dtype=getattr(torch, dtype)).to(device)
    pipeline.set_progress_bar_config(disable=True)
    if mode == "compile":
        pipeline.unet = torch.compile(pipeline.unet, mode="max-autotune-no-cudagraphs", fullgraph=True)
    started, marks = float(os.environ.get("STARTED_MONOTONIC_S", time.monotonic())), {}

    def note_first_kernel(*_):
        marks.setdefault("first_kernel_s", time.monotonic() - started)

    pipeline.image_encoder.register_forward_pre_hook(note_first_kernel)

    def synchronize():
        if device != "cpu":
            torch.cuda.synchronize()
        return time.perf_counter()

    def after_step(_, step, timestep, kept):
        marks["sampled"] = synchronize()
        return kept

    for _ in range(1 if device == "cpu" else 2):
        start = synchronize()
        result = pipeline(Image.fromarray(photo), height=height, width=width, num_frames=frames,
                          num_inference_steps=steps, min_guidance_scale=1.0, max_guidance_scale=max_guidance, fps=7,
                          decode_chunk_size=frames, generator=torch.Generator().manual_seed(42), output_type="pt",
                          callback_on_step_end=after_step)
        end = synchronize()
    device_bytes = 0 if device == "cpu" else torch.cuda.max_memory_allocated()
    tell(seconds=end - start, sample_s=marks["sampled"] - start, decode_s=end - marks["sampled"],
         first_kernel_s=marks["first_kernel_s"], peak_device_bytes=device_bytes)
    save_file({"frames": result.frames[0].float().cpu().contiguous()}, out)


def tell_difference(ours, theirs):
    """The largest difference of any tensor, relative to its largest value, and the reference's spread."""
    ours, theirs = load_file(ours), load_file(theirs)
    theirs = {key: theirs[key] for key in theirs if key in ours}
    worst = max(((ours[key] - theirs[key]).abs().max() / theirs[key].abs().max()).item() for key in theirs)
    spread = max(theirs[key].std().item() for key in theirs)
    finite = all(value.isfinite().all().item() for value in (*ours.values(), *theirs.values()))
    print(json.dumps({"largest_relative_difference": worst, "standard_deviation": spread, "finite": finite}))


def main(action, *arguments):
    if action == "inputs":
        make_inputs(arguments[0], *map(int, arguments[1:]))
    elif action == "unet":
        sample(arguments[0], arguments[1], int(arguments[2]), arguments[3])
    elif action == "decode":
        decode(*arguments)
    elif action == "clip":
        model, device, dtype, inputs, steps, max_guidance, mode, out = arguments
        make_clip(model, device, dtype, inputs, int(steps), float(max_guidance), mode, out)
    elif action == "difference":
        tell_difference(*arguments)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
