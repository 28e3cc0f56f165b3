extension Shell {
    /// Can be sourced after `compinit`, or put into a folder of `fpath` as `_tool`.
    static let zshScript = #"""
        #compdef @TOOL@
        # zsh completion for @TOOL@. In ~/.zshrc, after compinit: source <(@TOOL@ completion zsh)
        # or, into a folder of fpath: @TOOL@ completion zsh > _@TOOL@
        _@FUNCTION@() {
            local -a lines found
            local line word help
            lines=("${(@f)$("${~${(Q)words[1]}}" __complete zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
            case $lines[1] in
                words)
                    for line in "${(@)lines[2,-1]}"; do
                        word=${line%%$'\t'*}
                        help=
                        [[ $line == *$'\t'* ]] && help=${line#*$'\t'}
                        word=${word//\\/\\\\}
                        found+=("${word//:/\\:}${help:+:$help}")
                    done
                    (( $#found )) && _describe -V '@TOOL@' found
                    ;;
                files | folders)
                    [[ -n $lines[2] ]] && compset -P "${(b)lines[2]}"
                    if [[ $lines[1] == folders ]]; then
                        _files -/
                    elif [[ -n $lines[4] ]]; then
                        _files -g "*.(${(j:|:)${(s: :)lines[4]}})(-.)"
                    else
                        _files
                    fi
                    ;;
            esac
        }
        if [[ $funcstack[1] == _@FUNCTION@ ]]; then
            _@FUNCTION@ "$@"
        else
            compdef _@FUNCTION@ @TOOL@
        fi
        """#
}
