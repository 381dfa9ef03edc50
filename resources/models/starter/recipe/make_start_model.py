"""Makes the start weights of the starter model from a folder of photos: a folder in the layout of diffusers."""

import argparse
import json
import shutil
from pathlib import Path

from diffusers import EulerDiscreteScheduler

from move_network import fit_move_network, move_network_error, new_move_network
from patches import Patches, fit_patches
from photos import load_photos
from shift_network import closed_form_shift_network, fit_shift_network, new_shift_network, shift_network_psnr
from unet import build_unet
from vae import build_vae, save_vae

CARD = {
    "name": "Stillwave starter, start weights",
    "note": "The seed chooses the move; to be trained.",
    "licence": "As Stillwave itself. The photos that it was fitted to come under their own licences.",
    "dtype": "float32",
    "settings": {
        "width": 256,
        "height": 144,
        "num_frames": 14,
        "num_inference_steps": 1,
        "fps": 7,
        "motion_bucket_id": 127,
        "noise_aug_strength": 0.0,
        "min_guidance_scale": 1.0,
        "max_guidance_scale": 1.0,
        "detail": "photo",
    },
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, help="folder of photos with licences.json")
    parser.add_argument("output", type=Path, help="folder of the model, which is made")
    parser.add_argument("--starter", type=Path, required=True, help="a starter model; its image encoder is copied")
    parser.add_argument("--parts", type=Path, required=True, help="folder where fitted parts are kept, and taken from")
    parser.add_argument("--held-out", type=int, default=6, help="the last so many photos are not learned from")
    parser.add_argument("--shift-minutes", type=float, default=7, help="processor time for the shift network")
    parser.add_argument("--move-minutes", type=float, default=2, help="processor time for the move network")
    return parser.parse_args()


def fitted_parts(args):
    """Patches, move network and shift network: taken from args.parts, or fitted and kept there."""
    args.parts.mkdir(parents=True, exist_ok=True)
    patches_path, move_path, shift_path = (
        args.parts / f"{name}.safetensors" for name in ("patches", "move_network", "shift_network")
    )
    photos = load_photos(args.photos, args.held_out)
    if not patches_path.exists():
        fit_patches(photos.training).save(patches_path)
    patches = Patches.load(patches_path)
    if not move_path.exists():
        move_network = fit_move_network(args.move_minutes)
        print(f"Move network: error {move_network_error(move_network):.4f}")
        move_network.save(move_path)
    if not shift_path.exists():
        shift_network = closed_form_shift_network(photos.training, patches)
        print(f"Shift network, closed form: {shift_network_psnr(shift_network, photos.held_out, patches):.2f} dB")
        fit_shift_network(shift_network, photos.training, patches, args.shift_minutes)
        print(f"Shift network, fitted: {shift_network_psnr(shift_network, photos.held_out, patches):.2f} dB")
        shift_network.save(shift_path)
    return patches, new_move_network().load(move_path), new_shift_network().load(shift_path)


def write_scheduler(folder):
    """One step from sigma 700. The network does not look at sigma; a narrow range keeps more steps at work alike."""
    EulerDiscreteScheduler(
        beta_schedule="scaled_linear",
        beta_start=0.00085,
        beta_end=0.012,
        prediction_type="v_prediction",
        timestep_type="continuous",
        timestep_spacing="leading",
        steps_offset=1,
        use_karras_sigmas=True,
        sigma_min=400.0,
        sigma_max=700.0,
    ).save_pretrained(folder)


def main():
    args = arguments()
    patches, move_network, shift_network = fitted_parts(args)
    args.output.mkdir(parents=True)
    for name in ("feature_extractor", "image_encoder"):
        shutil.copytree(args.starter / name, args.output / name, copy_function=shutil.copyfile)
    shutil.copyfile(args.starter / "model_index.json", args.output / "model_index.json")
    write_scheduler(args.output / "scheduler")
    build_unet(patches, move_network, shift_network).save_pretrained(args.output / "unet")
    save_vae(build_vae(patches), args.output / "vae")
    (args.output / "stillwave.json").write_text(json.dumps(CARD, indent=2) + "\n")
    size = sum(path.stat().st_size for path in args.output.rglob("*") if path.is_file())
    print(f"{args.output}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
