# What people read of one report, as C for xgettext: title, about, help, columns, what is counted.
function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return text
}

function say(text) {
	if (text != "")
		printf "_(\"%s\")\n", quoted(text)
}

/^--[ \t]+[a-z]+( [a-z]+)?:/ {
	name = $0
	sub(/^--[ \t]+/, "", name)
	text = name
	sub(/:.*/, "", name)
	sub(/^[^:]*:[ \t]*/, "", text)
	sub(/[ \t]+$/, "", text)
}

name == "title" || name == "rows" || name == "left out" || name == "missing" { say(text) }

# Several lines are one text.
name == "about" { about = about == "" ? quoted(text) : about "\\n" quoted(text) }

name == "section" {
	sub(/^[^ \t]+[ \t]*/, "", text)
	say(text)
}

name == "param" {
	sub(/^[^ \t]+[ \t]+/, "", text) # its name
	if (match(text, /^choice\([^)]*\)/)) {
		count = split(substr(text, 8, RLENGTH - 8), choices, "|")
		for (i = 1; i <= count; i++)
			say(choices[i])
	}
	sub(/^[^ \t=]+[ \t]*=?[ \t]*/, "", text) # its kind
	if (match(text, /(  |\t|#)[ \t#]*/))
		say(substr(text, RSTART + RLENGTH))
}

name == "column" {
	count = split(text, columns, /,[ \t]*/)
	for (i = 1; i <= count; i++) {
		title = columns[i]
		if (match(title, /\[[^]]*\]/)) {
			say(substr(title, RSTART + 1, RLENGTH - 2))
		} else {
			sub(/[ \t].*/, "", title)
			gsub(/_/, " ", title)
			say(toupper(substr(title, 1, 1)) substr(title, 2))
		}
	}
}

{ name = "" }

END {
	if (about != "")
		printf "_(\"%s\")\n", about
}
