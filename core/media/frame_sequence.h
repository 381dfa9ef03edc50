#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// Folders of frames. Internal to the room.
namespace stillwave::media {

/// frame_0001.png; frames count from 1.
std::string frame_name(int number, const std::string& extension);

/// Whether a file has the name of a frame.
bool is_frame_name(const std::string& name);

/// The frames of a folder in their order; none where it holds none.
std::vector<std::filesystem::path> frames_in(const std::filesystem::path& folder);

}  // namespace stillwave::media
