# Tests.
#
#   tests/<room>/test_<file>.c   one cmocka program and one ctest test, <room>.<file>
#   tests/store/, app/, cli/      run on both engines: <room>.<file> on a file, and
#                                <room>.<file>@postgres on the server of
#                                tools/with-postgres.sh, skipped without one;
#                                test_*_sqlite.c and test_*_postgres.c on one only,
#                                test_*_alone.c while no other test runs
#   tests/support/*.c            helpers linked into all of them
#   tests/lint/*.sh              one ctest test each, lint.<name>
#   tests/tools/*.sh             the build-time programs, tools.<name>
#
# Tests run in the source folder, so they name their data as
# tests/golden/core/... wherever the build is.

pkg_check_modules(cmocka REQUIRED IMPORTED_TARGET cmocka)

file(GLOB support_sources CONFIGURE_DEPENDS tests/support/*.c)
list(FILTER support_sources EXCLUDE REGEX "/test_[^/]*$") # their own tests
add_library(test_support STATIC ${support_sources})
target_include_directories(test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(test_support PUBLIC all_rooms PkgConfig::cmocka yupana_flags)

file(GLOB test_sources CONFIGURE_DEPENDS tests/*/test_*.c)
foreach(source IN LISTS test_sources)
	cmake_path(GET source STEM file)
	cmake_path(GET source PARENT_PATH folder)
	cmake_path(GET folder FILENAME room)
	string(REGEX REPLACE "^test_" "" file ${file})

	add_executable(test_${room}_${file} ${source})
	target_link_libraries(test_${room}_${file} PRIVATE test_support)
	set(engines sqlite)
	if(file MATCHES "_postgres(_alone)?$")
		set(engines postgres)
	elseif(room MATCHES "^(store|app|cli)$" AND NOT file MATCHES "_sqlite$")
		set(engines sqlite postgres)
	endif()
	foreach(engine IN LISTS engines)
		set(name ${room}.${file})
		set(argument)
		if(engine STREQUAL "postgres")
			string(APPEND name "@postgres")
			set(argument postgres)
		endif()
		add_test(NAME ${name} COMMAND test_${room}_${file} ${argument}
			WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
		set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS ${room} SKIP_RETURN_CODE 77)
		if(TARGET yupana)
			set_property(TEST ${name} PROPERTY ENVIRONMENT YUPANA=$<TARGET_FILE:yupana>)
		endif()
		if(file MATCHES "_alone$")
			set_property(TEST ${name} PROPERTY RUN_SERIAL TRUE)
		endif()
	endforeach()
endforeach()

# Shell tests get what they may need from the build in their environment.  They
# look at the source and the tools, which sanitizers do not change: once is enough.
if(YUPANA_SANITIZE)
	return()
endif()
file(GLOB shell_tests CONFIGURE_DEPENDS tests/lint/*.sh tests/tools/*.sh)
if(NOT TARGET libyupana)
	list(FILTER shell_tests EXCLUDE REGEX "/exports.sh$")
endif()
foreach(script IN LISTS shell_tests)
	cmake_path(GET script STEM name)
	cmake_path(GET script PARENT_PATH folder)
	cmake_path(GET folder FILENAME kind)
	add_test(NAME ${kind}.${name} COMMAND sh ${script} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
	set_tests_properties(${kind}.${name} PROPERTIES TIMEOUT 120 LABELS ${kind}
		SKIP_RETURN_CODE 77
		ENVIRONMENT "CC=${CMAKE_C_COMPILER};BUILD=${CMAKE_BINARY_DIR}")
endforeach()
