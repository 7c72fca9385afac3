# Completion of kam in fish: the program itself says what may stand where the cursor is.
function __kam_complete
	set -l words (commandline -opc)
	set -l token (commandline -ct)
	# A quote that is still open is not part of the word.
	set -l plain (string unescape -- "$token"; or string trim --left --chars "'\"" -- "$token")
	for answer in ($words[1] completion words -- $words[2..-1] "$plain" 2>/dev/null)
		if test "$answer" = \tfiles
			__fish_complete_path "$token"
		else
			echo $answer
		end
	end
end
complete --command kam --no-files --arguments '(__kam_complete)'
