# Benchmarks: bench/NAME.c becomes the program bench_NAME, run by `./dev bench`.

file(GLOB bench_sources CONFIGURE_DEPENDS bench/*.c)
if(NOT YUPANA_XLSX)
	list(FILTER bench_sources EXCLUDE REGEX "/workbook_write.c$")
endif()
foreach(source IN LISTS bench_sources)
	cmake_path(GET source STEM name)
	add_executable(bench_${name} ${source} bench/support/bench.c)
	target_include_directories(bench_${name} PRIVATE bench)
	target_link_libraries(bench_${name} PRIVATE all_rooms)
	set_target_properties(bench_${name} PROPERTIES
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
endforeach()
