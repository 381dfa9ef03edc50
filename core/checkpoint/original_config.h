#pragma once

#include <string>

#include "checkpoint/original_layout.h"
#include "svd/config.h"

/// Internal to the room.
namespace stillwave {

/// Reads the configuration of an original single file off its tensors' shapes. Values that shapes do not show are those
/// of all of Stability AI's files: heads 64 wide (80 in the image encoder), the scaling factor, the sigmas. The number
/// of frames is left at SVD's 14. Errors call the file `file`. Throws Error(model_invalid).
svd::PipelineConfig infer_original_config(const TensorIndex& tensors, const OriginalLayout& layout,
                                          const std::string& file);

}  // namespace stillwave
