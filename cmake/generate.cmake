# Code made at build time by the programs of tools/, each one C file.
#
#   sql/queries/*.sql      queries.h, queries.c        for room store
#   sql/migrations/*.sql   migrations.h, migrations.c  for room store
#   packs/**.json          embed_packs.h, .c, .S       for room io
#   ui/templates/*.html    templates.h, templates.c    for room web
#   ui/static/*            embed_static.h, .c, .S      for room web
#   po/*.po                embed_catalogues.h, .c, .S  for room text, through msgfmt
#
# What a room gets this way is in ROOM_<room>_GENERATED, which rooms.cmake adds
# to its sources; the headers are in <build>/gen, which is in the include path.

set(GEN ${CMAKE_BINARY_DIR}/gen)
file(MAKE_DIRECTORY ${GEN})

foreach(tool embed sqlc migrc tmplc)
	add_executable(tool_${tool} tools/${tool}.c)
	# No sanitizers: these leave their memory to the end of the process.
	target_link_libraries(tool_${tool} PRIVATE yupana_warnings)
	target_compile_definitions(tool_${tool} PRIVATE _GNU_SOURCE)
	set_target_properties(tool_${tool} PROPERTIES OUTPUT_NAME ${tool}
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
endforeach()

# yupana_sql(TOOL NAME FOLDER) - SQL files of FOLDER to NAME.h and NAME.c
function(yupana_sql tool name folder)
	file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${folder}/*.sql)
	if(NOT files)
		return()
	endif()
	list(SORT files)
	add_custom_command(OUTPUT ${GEN}/${name}.c ${GEN}/${name}.h
		COMMAND tool_${tool} ${GEN} ${files}
		DEPENDS ${files}
		WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
		COMMENT "${tool} ${folder}" VERBATIM)
	list(APPEND ROOM_store_GENERATED ${GEN}/${name}.c)
	set(ROOM_store_GENERATED ${ROOM_store_GENERATED} PARENT_SCOPE)
endfunction()

# yupana_embed(ROOM NAME FOLDER PATTERN...) - files of FOLDER as `embed_NAME`
function(yupana_embed room name folder)
	list(TRANSFORM ARGN PREPEND ${folder}/ OUTPUT_VARIABLE patterns)
	file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/${folder} ${patterns})
	if(NOT files)
		return()
	endif()
	set(outputs ${GEN}/embed_${name}.S ${GEN}/embed_${name}.c)
	list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/${folder}/ OUTPUT_VARIABLE paths)
	add_custom_command(OUTPUT ${outputs} ${GEN}/embed_${name}.h
		COMMAND tool_embed ${name} ${CMAKE_SOURCE_DIR}/${folder} ${GEN} ${files}
		DEPENDS ${paths}
		COMMENT "embed ${folder}" VERBATIM)
	set_source_files_properties(${GEN}/embed_${name}.S PROPERTIES
		COMPILE_OPTIONS "-Wa,-I,${CMAKE_SOURCE_DIR}/${folder}")
	set(ROOM_${room}_GENERATED ${ROOM_${room}_GENERATED} ${outputs} PARENT_SCOPE)
endfunction()

yupana_sql(sqlc queries sql/queries)
yupana_sql(migrc migrations sql/migrations)
yupana_embed(io packs packs *.json */*.json)
yupana_embed(web static ui/static *)

file(GLOB templates CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ui/templates/*.html)
if(templates)
	list(SORT templates)
	add_custom_command(OUTPUT ${GEN}/templates.c ${GEN}/templates.h
		COMMAND tool_tmplc ${GEN} ${templates}
		DEPENDS ${templates}
		WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
		COMMENT "tmplc ui/templates" VERBATIM)
	list(APPEND ROOM_web_GENERATED ${GEN}/templates.c)
	# One long file of straight code: watched by sanitizers and optimized, compiling it
	# takes longer than all the rest together.
	if(YUPANA_SANITIZE)
		set_source_files_properties(${GEN}/templates.c PROPERTIES COMPILE_OPTIONS -O0)
	endif()
endif()

# Translations: each po/LANGUAGE.po becomes LANGUAGE.mo inside the program.
find_program(MSGFMT msgfmt REQUIRED)
file(GLOB languages CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/po po/*.po)
list(TRANSFORM languages REPLACE "[.]po$" ".mo" OUTPUT_VARIABLE catalogues)
file(MAKE_DIRECTORY ${GEN}/mo)
foreach(language IN LISTS languages)
	string(REGEX REPLACE "[.]po$" ".mo" catalogue ${language})
	add_custom_command(OUTPUT ${GEN}/mo/${catalogue}
		COMMAND ${MSGFMT} --check-format -o ${GEN}/mo/${catalogue} ${CMAKE_SOURCE_DIR}/po/${language}
		DEPENDS po/${language} VERBATIM)
endforeach()
set(catalogue_outputs ${GEN}/embed_catalogues.S ${GEN}/embed_catalogues.c)
list(TRANSFORM catalogues PREPEND ${GEN}/mo/ OUTPUT_VARIABLE catalogue_files)
add_custom_command(OUTPUT ${catalogue_outputs} ${GEN}/embed_catalogues.h
	COMMAND tool_embed catalogues ${GEN}/mo ${GEN} ${catalogues}
	DEPENDS ${catalogue_files} VERBATIM)
set_source_files_properties(${GEN}/embed_catalogues.S PROPERTIES
	COMPILE_OPTIONS "-Wa,-I,${GEN}/mo")
set(ROOM_text_GENERATED ${ROOM_text_GENERATED} ${catalogue_outputs})
