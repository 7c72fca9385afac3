# shellcheck shell=bash
# Completion of kam in bash: the program itself says what may stand where the cursor is.
_kam() {
	local answer
	local -a list=()
	# 33 and 63: they are going to be shown, not only looked at for what they have in common
	case $COMP_TYPE in 33 | 63) list=(--list) ;; esac
	COMPREPLY=()
	while IFS= read -r answer; do
		if [ "$answer" = $'\tfiles' ]; then
			compopt -o default 2> /dev/null
		else
			COMPREPLY+=("$answer")
		fi
	done < <("${1/#'~/'/$HOME/}" completion line ${list[@]+"${list[@]}"} --breaks "$COMP_WORDBREAKS" \
		-- "${COMP_LINE:0:COMP_POINT}" 2> /dev/null)
}
complete -F _kam kam
