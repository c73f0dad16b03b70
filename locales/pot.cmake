# Collects the program's texts: cmake -DXGETTEXT= -DSOURCE= -DVERSION= -DDRAFT= -P pot.cmake
# The template is replaced only when a text changed: xgettext stamps every run with the time.
cmake_minimum_required(VERSION 3.21)
set(template ${SOURCE}/locales/templates/benchbook.pot)
set(common --language=C --from-code=UTF-8 --width=79 --output=${DRAFT} --package-name=benchbook
           --package-version=${VERSION} "--copyright-holder=The Benchbook project" --add-comments=TRANSLATORS:)

file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/core/*.c ${SOURCE}/core/*.h ${SOURCE}/core/*.def)
list(SORT files)
execute_process(
  COMMAND ${XGETTEXT} ${common} --keyword --keyword=_ --keyword=N_ --keyword=ngettext:1,2
          --keyword=BB_LABEL --keyword=BB_LABEL_IN:1c,2 --keyword=BB_DIAG:4 ${files}
  WORKING_DIRECTORY ${SOURCE} COMMAND_ERROR_IS_FATAL ANY)
# A diagnostic's recovery: xgettext takes one argument of a macro a run.
execute_process(
  COMMAND ${XGETTEXT} ${common} --join-existing --keyword --keyword=BB_DIAG:5 core/base/diag_codes.def
  WORKING_DIRECTORY ${SOURCE} COMMAND_ERROR_IS_FATAL ANY)

function(read_undated path result)
  set(text "")
  if(EXISTS ${path})
    file(READ ${path} text)
    string(REGEX REPLACE "\"POT-Creation-Date:[^\n]*\n" "" text "${text}")
  endif()
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

file(READ ${DRAFT} text)
string(REPLACE "charset=CHARSET" "charset=UTF-8" text "${text}") # also while all of it is ASCII
file(WRITE ${DRAFT} "${text}")
read_undated(${DRAFT} new)
read_undated(${template} old)
if(NOT new STREQUAL old)
  configure_file(${DRAFT} ${template} COPYONLY)
endif()
