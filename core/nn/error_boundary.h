#pragma once

#include <c10/util/Exception.h>

#include <new>
#include <string>

#include "types/error.h"

/// Where libtorch's exceptions end. Internal to the engine.
namespace stillwave {

/// An exception of libtorch as the project's own.
Error to_error(const c10::Error& error);

/// Memory that ran out, with advice.
Error out_of_memory_error(const std::string& detail);

/// Runs `work`; Error and Cancelled pass, everything else becomes an Error.
template <typename Work>
auto with_error_boundary(Work&& work) {
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const c10::Error& error) {
        throw to_error(error);
    } catch (const std::bad_alloc& error) {
        throw out_of_memory_error(error.what());
    } catch (const std::exception& error) {
        throw Error(ErrorCode::internal, "Something unexpected went wrong inside Stillwave.", error.what());
    }
}

}  // namespace stillwave
