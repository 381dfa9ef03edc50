#include "media/vips_start.h"

#include <vips/vips.h>

#include <algorithm>
#include <thread>

#include "types/error.h"
#include "types/log.h"

namespace stillwave::media {
namespace {

void log_message(const gchar*, GLogLevelFlags, const gchar* message, gpointer) {
    log::debug(message);
}

}  // namespace

// The set-up is a function-local static, so that it runs once, also on several threads.
void start_vips() {
    static const bool started = [] {
        if (vips_init("stillwave") != 0)
            throw Error(ErrorCode::internal, "The picture library libvips does not start.", vips_error_buffer());
        // libvips' cache of results would only hold memory, because Stillwave reads nothing twice.
        vips_cache_set_max(0);
        // Decoders use one thread, and the colour conversion behind them gains nothing from more than a few.
        vips_concurrency_set(static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U)));
        // Loaders that libvips marks as not safe with hostile files are blocked.
        vips_block_untrusted_set(TRUE);
        // Warnings go to the log; libvips would write them to standard error.
        g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK), log_message, nullptr);
        return true;
    }();
    (void)started;
}

bool vips_has(const char* operation) {
    start_vips();
    return vips_type_find("VipsOperation", operation) != 0;
}

}  // namespace stillwave::media
