extension Shell {
    /// Works with bash 3.2 and later, with or without the bash-completion package.
    static let bashScript = #"""
        # bash completion for @TOOL@. In ~/.bashrc: source <(@TOOL@ completion bash)
        # or: @TOOL@ completion bash > ~/.local/share/bash-completion/completions/@TOOL@
        _@FUNCTION@_complete() {
            local rest=${COMP_LINE:0:COMP_POINT} words=() gap word i
            # Bash splits words at = and : as well; a word is whole again when nothing separates its parts.
            rest=${rest#*"${COMP_WORDS[0]}"}
            for ((i = 1; i <= COMP_CWORD; i++)); do
                gap=${rest%%[![:space:]]*}
                rest=${rest#"$gap"}
                word=${COMP_WORDS[i]}
                ((i == COMP_CWORD)) && word=$rest
                rest=${rest#"$word"}
                if [[ -n $gap || $i -eq 1 ]]; then
                    words+=("$word")
                else
                    words[${#words[@]} - 1]+=$word
                fi
            done

            # Bash replaces only what follows the last of its own word breaks, unless the word is quoted.
            local typed=${words[${#words[@]} - 1]} drop= mark quoted=
            case $typed in [\"\']*) quoted=1 ;; esac
            if [[ -z $quoted ]]; then
                for mark in = : @; do
                    [[ $COMP_WORDBREAKS == *"$mark"* && $typed == *"$mark"* ]] || continue
                    word=${typed%"${typed##*"$mark"}"}
                    ((${#word} > ${#drop})) && drop=$word
                done
            fi

            COMPREPLY=()
            local kind prefix value extensions line path
            {
                IFS= read -r kind
                case $kind in
                    words)
                        while IFS= read -r line; do
                            word=${line%%$'\t'*}
                            word=${word#"$drop"}
                            [[ -n $quoted ]] || printf -v word %q "$word"
                            COMPREPLY+=("$word")
                        done
                        ;;
                    files | folders)
                        IFS= read -r prefix
                        IFS= read -r value
                        IFS= read -r extensions
                        compopt -o filenames 2>/dev/null
                        while IFS= read -r line; do
                            path=${line/#\~\//$HOME/}
                            if [[ ! -d $path ]]; then
                                [[ $kind == files ]] || continue
                                [[ -z $extensions || " $extensions " == *" ${line##*.} "* ]] || continue
                            fi
                            word=$prefix$line
                            COMPREPLY+=("${word#"$drop"}")
                        done < <(compgen -f -- "$value")
                        ;;
                esac
            } < <("${1/#\~\//$HOME/}" __complete bash -- "${words[@]}" 2>/dev/null)
        }
        complete -F _@FUNCTION@_complete @TOOL@
        """#
}
