#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// Folders of frames, with one picture file for each frame. Internal to the room.
namespace stillwave::media {

/// Returns the file name of frame `number`, counted from 1, such as frame_0001.png.
std::string frame_name(int number, const std::string& extension);

/// Whether a file has the name of a frame.
bool is_frame_name(const std::string& name);

/// Returns the paths of a folder's frames in playing order; empty where the folder holds none.
std::vector<std::filesystem::path> frames_in(const std::filesystem::path& folder);

}  // namespace stillwave::media
