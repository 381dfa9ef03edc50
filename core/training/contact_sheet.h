#pragma once

#include "training/trainer.h"
#include "types/image.h"

namespace stillwave::training {

/// A picture of what the averaged weights make now of up to four held-out photos, a row each. The UNet: the photo, then
/// the middle and the last frame of its clips for two seeds at motion bucket 127. The VAE: the photo and what becomes
/// of it. Takes some seconds and changes nothing of the training.
Image contact_sheet(const Trainer& trainer);

/// Writes a picture as a binary PPM, which needs no library. Throws Error(output_unwritable).
void write_ppm(const std::filesystem::path& path, const Image& image);

}  // namespace stillwave::training
