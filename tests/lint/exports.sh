#!/bin/sh
# exports.sh - libyupana shows yup_* and nothing else.
library=$BUILD/libyupana.so

others=$(nm -D --defined-only "$library" | awk '$3 !~ /^(yup_|__|_init$|_fini$)/ { print $3 }')
if [ -n "$others" ]; then
	echo "libyupana exports names that do not begin with yup_:"
	echo "$others"
	exit 1
fi
nm -D --defined-only "$library" | grep -q ' yup_' || { echo "libyupana exports nothing"; exit 1; }
