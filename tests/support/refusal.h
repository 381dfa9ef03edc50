#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "types/error.h"

namespace stillwave::test {

/// Returns the text of the Error(invalid_argument) that the call throws, and fails the test for one of another code.
inline std::string refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument) << error.what();
        return error.what();
    }
    return "nothing was refused";
}

}  // namespace stillwave::test
