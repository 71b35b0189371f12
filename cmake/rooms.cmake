# One static library per room of src/, linking only the rooms it may use.
#
# The table below is the one of docs/STYLE.md, section 1.  The linker cannot
# see an #include, so tests/lint/layers.sh holds the same table against the
# #include lines; keep the two alike.
#
# A room without a .c file yet is an empty INTERFACE library, so the others can
# name it before it exists.

set(ROOMS base core text store io import report app web cli)

set(ROOM_base_USES)
set(ROOM_core_USES   base)
set(ROOM_text_USES   base core)
set(ROOM_store_USES  base core)
set(ROOM_io_USES     base core)
set(ROOM_import_USES base core text io)
set(ROOM_report_USES base core text io)
set(ROOM_app_USES    base core store io import report)
set(ROOM_web_USES    base core app report text)
set(ROOM_cli_USES    base core app web report text)

# Libraries of the system, on the lowest room that calls them.
set(ROOM_base_PACKAGES   PkgConfig::libutf8proc PkgConfig::libsodium)
set(ROOM_store_PACKAGES  PkgConfig::sqlite3)
if(YUPANA_POSTGRES)
	list(APPEND ROOM_store_PACKAGES PkgConfig::libpq)
endif()
set(ROOM_io_PACKAGES     PkgConfig::jansson PkgConfig::zlib)
if(YUPANA_MAIL)
	list(APPEND ROOM_io_PACKAGES PkgConfig::libcurl)
endif()
set(ROOM_import_PACKAGES PkgConfig::jansson)
set(ROOM_report_PACKAGES PkgConfig::jansson PkgConfig::libxml-2.0)
if(YUPANA_PDF)
	list(APPEND ROOM_report_PACKAGES PkgConfig::pangocairo PkgConfig::libqrencode)
endif()
if(YUPANA_XLSX)
	list(APPEND ROOM_import_PACKAGES PkgConfig::libzip PkgConfig::expat)
	list(APPEND ROOM_report_PACKAGES PkgConfig::xlsxwriter)
endif()
set(ROOM_web_PACKAGES    PkgConfig::libmicrohttpd PkgConfig::zlib PkgConfig::jansson)
set(ROOM_cli_PACKAGES    PkgConfig::jansson)

function(yupana_room room)
	file(GLOB sources CONFIGURE_DEPENDS src/${room}/*.c src/${room}/*/*.c)
	list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/src/cli/main.c)
	if(NOT YUPANA_POSTGRES)
		list(FILTER sources EXCLUDE REGEX "/store/engine/[a-z_]*postgres[a-z_]*.c$")
	endif()
	if(YUPANA_XLSX)
		list(FILTER sources EXCLUDE REGEX "/(import/workbook|report/xlsx_book)_none.c$")
	else()
		list(FILTER sources EXCLUDE REGEX "/import/workbook(|_number|_sheet|_styles|_texts|_xml|_zip).c$")
		list(FILTER sources EXCLUDE REGEX "/report/xlsx_book.c$")
	endif()
	if(YUPANA_PDF)
		list(FILTER sources EXCLUDE REGEX "/report/doc_pdf_absent.c$")
	else()
		list(FILTER sources EXCLUDE REGEX "/report/(doc_pdf|pdf_[a-z_]*).c$")
	endif()
	list(APPEND sources ${ROOM_${room}_GENERATED})

	set(uses yupana_flags ${ROOM_${room}_PACKAGES})
	foreach(used IN LISTS ROOM_${room}_USES)
		list(APPEND uses room_${used})
	endforeach()

	if(sources)
		add_library(room_${room} STATIC ${sources})
		set_target_properties(room_${room} PROPERTIES OUTPUT_NAME yupana_${room})
		target_link_libraries(room_${room} PUBLIC ${uses})
		set(ROOM_${room}_EXISTS TRUE PARENT_SCOPE)
	else()
		add_library(room_${room} INTERFACE)
		target_link_libraries(room_${room} INTERFACE ${uses})
	endif()
endfunction()

foreach(room IN LISTS ROOMS)
	yupana_room(${room})
endforeach()

# Every room at once, for tests, benchmarks and fuzz programs.
list(TRANSFORM ROOMS PREPEND room_ OUTPUT_VARIABLE room_targets)
add_library(all_rooms INTERFACE)
target_link_libraries(all_rooms INTERFACE ${room_targets} yupana_flags)
