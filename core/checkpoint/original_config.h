#pragma once

#include <string>

#include "checkpoint/original_layout.h"
#include "svd/config.h"

/// Internal to the room.
namespace stillwave {

/// The configuration of an original single file, read off its tensors' shapes. What shapes cannot tell is as in all
/// of Stability AI's files: heads 64 wide (80 in the image encoder), scaling factor, sigmas; the number of frames is
/// left at SVD's 14. `file` is what errors call it. Throws Error(model_invalid).
svd::PipelineConfig infer_original_config(const TensorIndex& tensors, const OriginalLayout& layout,
                                          const std::string& file);

}  // namespace stillwave
