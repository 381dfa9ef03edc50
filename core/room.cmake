# Packages are found by core/find first. A program links the libraries of the rooms below it, so what one folder finds
# must be known to all.
list(PREPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR}/find)
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
set(STILLWAVE_DEPS_DIR "" CACHE PATH
  "Folder with nlohmann/json.hpp and googletest's sources, used in place of the installed packages")

# A room is a static library whose public headers are a checked file set: each must compile on its own with
# nothing but what the room's PUBLIC links provide (target all_verify_interface_header_sets).
#   stillwave_room(NAME SOURCES a.cpp ... HEADERS a.h ... [PUBLIC lib ...] [PRIVATE lib ...])
function(stillwave_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/core FILES ${ROOM_HEADERS})
  target_link_libraries(${name} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
  set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON OUTPUT_NAME stillwave_${name})
  stillwave_warnings(${name})
endfunction()

function(stillwave_warnings target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 $<$<BOOL:${STILLWAVE_WERROR}>:/WX>)
  else()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow $<$<BOOL:${STILLWAVE_WERROR}>:-Werror>)
    # g++ 12 sees an overlap in "literal" + std::string where there is none (GCC bug 105651, mended in 13).
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
  endif()
endfunction()

# A GoogleTest program of one room; the test data folder is compiled in so that tests run from anywhere.
#   stillwave_test(NAME SOURCES a_test.cpp ... LINK lib ...)
function(stillwave_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE
    STILLWAVE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" STILLWAVE_RESOURCES="${PROJECT_SOURCE_DIR}/resources")
  target_link_libraries(${name} PRIVATE ${TEST_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  stillwave_warnings(${name})
  # Tests share the processors: threads that wait by spinning would take them from one another.
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 900 ENVIRONMENT "OMP_WAIT_POLICY=PASSIVE")
endfunction()
