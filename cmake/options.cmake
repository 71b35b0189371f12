# What the builder may switch, and the flags every target of ours gets.

option(YUPANA_WERROR "Warnings stop the build (on in CI, off at home: a new compiler must not stop a user)" OFF)
option(YUPANA_TESTS "Build the tests" ON)
option(YUPANA_FUZZ "Build fuzz/ with libFuzzer (clang) instead of the corpus replay" OFF)
set(YUPANA_SANITIZE "" CACHE STRING "Sanitizers, as given to -fsanitize=: address,undefined or thread")
set(YUPANA_FUZZ_SECONDS 6 CACHE STRING "How long each fuzz target runs as a test under libFuzzer")

if(NOT CMAKE_BUILD_TYPE)
	set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS ON) # gnu17
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# assert() stays on in a release: a program that stops is better than a wrong
# figure in a public document.  Hence no -DNDEBUG.
set(CMAKE_C_FLAGS_DEBUG "-Og -g")
set(CMAKE_C_FLAGS_RELEASE "-O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_C_COMPILER_LAUNCHER)
	set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
foreach(package sqlite3 jansson libsodium libutf8proc libmicrohttpd zlib libxml-2.0)
	pkg_check_modules(${package} REQUIRED IMPORTED_TARGET ${package})
endforeach()

# PostgreSQL is there when its library is; without it the program says so.
pkg_check_modules(libpq IMPORTED_TARGET libpq)
option(YUPANA_POSTGRES "Databases in a PostgreSQL server, through libpq" ${libpq_FOUND})
if(YUPANA_POSTGRES AND NOT libpq_FOUND)
	message(FATAL_ERROR "YUPANA_POSTGRES needs libpq: install libpq-dev, or turn it off")
endif()

# Mail is there when libcurl is; without it administrators hand out the links.
pkg_check_modules(libcurl IMPORTED_TARGET libcurl)
option(YUPANA_MAIL "Messages by SMTP, through libcurl" ${libcurl_FOUND})
if(YUPANA_MAIL AND NOT libcurl_FOUND)
	message(FATAL_ERROR "YUPANA_MAIL needs libcurl: install libcurl4-gnutls-dev, or turn it off")
endif()

# Printed documents are there when pango, cairo and libqrencode are.
pkg_check_modules(pangocairo IMPORTED_TARGET pangocairo pangoft2 cairo-pdf)
pkg_check_modules(libqrencode IMPORTED_TARGET libqrencode)
set(pdf_found FALSE)
if(pangocairo_FOUND AND libqrencode_FOUND)
	set(pdf_found TRUE)
endif()
option(YUPANA_PDF "Documents as PDF, through pango and cairo" ${pdf_found})
if(YUPANA_PDF AND NOT pdf_found)
	message(FATAL_ERROR "YUPANA_PDF needs pango, cairo and libqrencode: install libpango1.0-dev "
		"and libqrencode-dev, or turn it off")
endif()

# Workbooks are there when libxlsxwriter, libzip and expat are.
pkg_check_modules(xlsxwriter IMPORTED_TARGET xlsxwriter)
pkg_check_modules(libzip IMPORTED_TARGET libzip)
pkg_check_modules(expat IMPORTED_TARGET expat)
set(xlsx_found FALSE)
if(xlsxwriter_FOUND AND libzip_FOUND AND expat_FOUND)
	set(xlsx_found TRUE)
endif()
option(YUPANA_XLSX "Workbooks (XLSX), through libxlsxwriter, libzip and expat" ${xlsx_found})
if(YUPANA_XLSX AND NOT xlsx_found)
	message(FATAL_ERROR "YUPANA_XLSX needs libxlsxwriter, libzip and expat: install "
		"libxlsxwriter-dev, libzip-dev and libexpat1-dev, or turn it off")
endif()

add_library(yupana_warnings INTERFACE)
target_compile_options(yupana_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:
	-Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
	-Wformat=2 -Wundef -Wvla -Wwrite-strings -Wcast-qual>)
if(YUPANA_WERROR)
	target_compile_options(yupana_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:-Werror>)
endif()

# What every file of src/, tests/, fuzz/ and bench/ is compiled with.  Includes
# start at src/ ("base/err.h"), include/ (<yupana/...>) and the generated code.
# The prefix maps keep the builder's folders out of assert()'s messages and, in
# a release, out of the program: two builds of one commit are the same bytes.
add_library(yupana_flags INTERFACE)
target_include_directories(yupana_flags INTERFACE
	${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include ${CMAKE_BINARY_DIR}/gen)
target_compile_definitions(yupana_flags INTERFACE
	_GNU_SOURCE YUPANA_VERSION="${PROJECT_VERSION}")
target_compile_options(yupana_flags INTERFACE
	-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=
	$<$<CONFIG:Release>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=>)
target_link_libraries(yupana_flags INTERFACE yupana_warnings Threads::Threads)
if(YUPANA_POSTGRES)
	target_compile_definitions(yupana_flags INTERFACE YUPANA_POSTGRES)
endif()
if(YUPANA_MAIL)
	target_compile_definitions(yupana_flags INTERFACE YUPANA_MAIL)
endif()
if(YUPANA_PDF)
	target_compile_definitions(yupana_flags INTERFACE YUPANA_PDF)
endif()
if(YUPANA_XLSX)
	target_compile_definitions(yupana_flags INTERFACE YUPANA_XLSX)
endif()
if(YUPANA_SANITIZE)
	target_compile_options(yupana_flags INTERFACE $<$<COMPILE_LANGUAGE:C>:
		-fsanitize=${YUPANA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer>)
	target_link_options(yupana_flags INTERFACE -fsanitize=${YUPANA_SANITIZE})
endif()
if(YUPANA_FUZZ)
	# Coverage counters everywhere; only the fuzz programs get libFuzzer's main.
	target_compile_options(yupana_flags INTERFACE $<$<COMPILE_LANGUAGE:C>:-fsanitize=fuzzer-no-link>)
endif()
