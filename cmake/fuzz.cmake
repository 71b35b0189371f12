# Fuzzing: fuzz/fuzz_<target>.c with its seeds in fuzz/corpus/<target>/ and,
# where its language has words, fuzz/dict/<target>.dict.  What several targets
# do is in fuzz/support/.
#
# With YUPANA_FUZZ (clang) each is a libFuzzer program, run a few seconds as a
# test; `./dev soak` runs them for long.  Without it, the same file is linked
# with fuzz/replay_main.c, which feeds it the seeds: a plain test for any
# compiler.

if(YUPANA_FUZZ OR YUPANA_TESTS)
	file(GLOB fuzz_support CONFIGURE_DEPENDS fuzz/support/*.c)
	add_library(fuzz_support STATIC ${fuzz_support})
	target_include_directories(fuzz_support PUBLIC ${CMAKE_SOURCE_DIR}/fuzz)
	target_link_libraries(fuzz_support PUBLIC all_rooms)
endif()

file(GLOB fuzz_sources CONFIGURE_DEPENDS fuzz/fuzz_*.c)
foreach(source IN LISTS fuzz_sources)
	cmake_path(GET source STEM program)
	string(REGEX REPLACE "^fuzz_" "" target ${program})
	set(corpus ${CMAKE_SOURCE_DIR}/fuzz/corpus/${target})
	set(dictionary ${CMAKE_SOURCE_DIR}/fuzz/dict/${target}.dict)
	if(EXISTS ${dictionary})
		set(words -dict=${dictionary})
	else()
		set(words)
	endif()

	if(YUPANA_FUZZ)
		add_executable(${program} ${source})
		target_link_libraries(${program} PRIVATE fuzz_support)
		target_link_options(${program} PRIVATE -fsanitize=fuzzer)
		# What it finds goes to the build folder, first in the list: the
		# seeds in the source are only read.
		file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/found/${target} ${CMAKE_BINARY_DIR}/crashes/${target})
		add_test(NAME fuzz.${target} COMMAND ${program}
			-max_total_time=${YUPANA_FUZZ_SECONDS} -timeout=10 -rss_limit_mb=2048
			${words} -print_final_stats=1 -verbosity=0
			-artifact_prefix=${CMAKE_BINARY_DIR}/crashes/${target}/
			${CMAKE_BINARY_DIR}/found/${target} ${corpus})
	elseif(YUPANA_TESTS)
		add_executable(${program} ${source} ${CMAKE_SOURCE_DIR}/fuzz/replay_main.c)
		target_link_libraries(${program} PRIVATE fuzz_support)
		add_test(NAME fuzz.${target} COMMAND ${program} ${corpus})
	endif()
	if(TEST fuzz.${target})
		set_tests_properties(fuzz.${target} PROPERTIES LABELS fuzz)
	endif()
endforeach()
