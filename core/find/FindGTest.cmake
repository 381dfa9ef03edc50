# GoogleTest: the sources in STILLWAVE_DEPS_DIR/googletest where that folder is given, else the installed package.
if(NOT STILLWAVE_DEPS_DIR)
  include(${CMAKE_ROOT}/Modules/FindGTest.cmake)
  return()
endif()

if(NOT TARGET GTest::gtest)
  set(INSTALL_GTEST OFF)
  add_subdirectory(${STILLWAVE_DEPS_DIR}/googletest ${PROJECT_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
endif()
set(GTest_FOUND TRUE)
