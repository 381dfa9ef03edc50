#pragma once

/// Internal to the room.
namespace stillwave::media {

/// Sets libvips up; to be called before anything else of it. Throws Error(internal).
void start_vips();

/// Whether this machine's libvips has the operation, such as "pngsave_buffer" or "heifload_buffer".
bool vips_has(const char* operation);

}  // namespace stillwave::media
