#pragma once

#include <string>

/// The XMP packet that carries a recipe in a WebP file. Internal to the room.
namespace stillwave::media {

/// Returns a packet whose dc:description is `text`, UTF-8. Exiftool shows it as Description.
std::string xmp_packet(const std::string& text);

/// Returns the first text of a packet's dc:description, as Stillwave, Exiv2 and exiftool write it; empty where there is
/// none.
std::string xmp_description(const std::string& packet);

}  // namespace stillwave::media
