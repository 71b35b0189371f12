# Code made at build time, each tool one C file in tools/.
