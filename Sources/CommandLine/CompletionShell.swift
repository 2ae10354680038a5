/// The shells that completion is there for.
package enum CompletionShell: String, Sendable, Hashable, CaseIterable, ArgumentValue {
    case bash
    case zsh
    case fish

    /// A short script for the shell to load; all it knows it asks the program at each key press.
    package func script(for program: String) -> String {
        let function = "_" + program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return switch self {
        case .bash: bashScript(program, function)
        case .zsh: zshScript(program, function)
        case .fish: fishScript(program, function)
        }
    }

    /// bash splits words at `=` and `:`; they are glued together for the program, and its answers cut to the last part.
    private func bashScript(_ program: String, _ function: String) -> String {
        """
        # \(program) completion for bash: eval "$(\(program) completions bash)"
        \(function)() {
            local words=() count=0 word line last= files=
            for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
                if [[ $count -gt 0 && ( $word == [=:]* || $last == [=:] ) ]]; then
                    words[count - 1]+=$word
                else
                    words[count++]=$word
                fi
                last=$word
            done
            word=${words[count - 1]}
            local head=${word%"${word##*[=:]}"}
            COMPREPLY=()
            while IFS= read -r line; do
                if [[ $line == :files ]]; then files=1; continue; fi
                line=${line%%$'\\t'*}
                printf -v line %q "${line#"$head"}"
                COMPREPLY+=("$line")
            done < <("${COMP_WORDS[0]}" __complete -- "${words[@]}" 2>/dev/null)
            if [[ $files ]]; then
                compopt -o filenames 2>/dev/null
                while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${word#"$head"}")
            fi
        }
        complete -F \(function) \(program)

        """
    }

    private func zshScript(_ program: String, _ function: String) -> String {
        """
        #compdef \(program)
        # \(program) completion for zsh: source <(\(program) completions zsh)
        \(function)() {
            local -a described; local line files
            for line in "${(@f)$("${(Q)words[1]}" __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
                if [[ $line == :files ]]; then files=1; continue; fi
                [[ -n $line ]] && described+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
            done
            (( $#described )) && _describe -V '\(program)' described
            if [[ -n $files ]]; then
                [[ $PREFIX == --*=* ]] && compset -P '*='
                _files
            fi
        }
        if [[ $funcstack[1] == \(function) ]]; then \(function) "$@"; else compdef \(function) \(program); fi

        """
    }

    private func fishScript(_ program: String, _ function: String) -> String {
        """
        # \(program) completion for fish: \(program) completions fish | source
        function \(function)
            set -l words (commandline -opc) (commandline -ct)
            for line in ($words[1] __complete -- $words[2..-1] 2>/dev/null)
                if test "$line" = :files
                    set -l head (string match -r -- '^--[^=]*=' $words[-1])
                    for path in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' $words[-1]))
                        echo "$head$path"
                    end
                else
                    echo $line
                end
            end
        end
        complete -c \(program) -f -a '(\(function))'

        """
    }
}
