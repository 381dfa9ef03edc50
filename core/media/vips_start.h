#pragma once

/// The set-up of libvips. Internal to the room.
namespace stillwave::media {

/// Sets libvips up once for the process. Every function that uses libvips calls it first. Safe on several threads.
/// Throws Error(internal) where libvips does not start.
void start_vips();

/// Whether this machine's libvips has the operation, such as "pngsave_buffer" or "heifload_buffer".
bool vips_has(const char* operation);

}  // namespace stillwave::media
