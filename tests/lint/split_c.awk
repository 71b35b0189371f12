# split_c.awk - C source, line by line, apart: code, comments, literals.
#
# Put before a check: `awk -f split_c.awk -f check.awk FILE...`.  For each line
# the check finds in
#
#	code   the line without comments, every literal emptied: f("", '')
#	text   what its string literals hold, one after another, a tab between
#
# and is given `bad(message)`, which prints file:line: message and makes the
# exit status 1.

function bad(message) {
	printf "%s:%d: %s\n", FILENAME, FNR, message
	failed = 1
}

# Moves past the literal that begins at `i`; what it holds is left in `held`.
function literal(line, i, quote,    c) {
	held = ""
	for (i++; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == quote)
			return i
		if (c == "\\") {
			held = held c
			c = substr(line, ++i, 1)
		}
		held = held c
	}
	return i
}

function split_line(line,    i, c, two) {
	code = text = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		two = substr(line, i, 2)
		if (in_comment) {
			if (two == "*/") {
				in_comment = 0
				i++
			}
		} else if (two == "/*") {
			in_comment = 1
			i++
		} else if (two == "//") {
			return
		} else if (c == "\"" || c == "'") {
			i = literal(line, i, c)
			code = code c c
			if (c == "\"")
				text = text held "\t"
		} else {
			code = code c
		}
	}
}

FNR == 1 { in_comment = 0 }
{ split_line($0) }
END { exit failed }
