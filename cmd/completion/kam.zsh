#compdef kam
# Completion of kam in zsh: the program itself says what may stand where the cursor is.
_kam() {
	local answer about
	local -a answers values shown
	answers=("${(@f)$(${~words[1]} completion words -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
	for answer in $answers; do
		about=${answer#*$'\t'}
		if [[ $answer == $'\tfiles' ]]; then
			_files
		else
			values+=("${answer%%$'\t'*}")
			shown+=("${answer%%$'\t'*}${about:+  $about}")
		fi
	done
	(( $#values )) && compadd -l -d shown -a values
}
if [[ $funcstack[1] == _kam ]]; then
	_kam "$@"
else
	compdef _kam kam
fi
