extension Shell {
    /// Can be sourced, or put into `~/.config/fish/completions`.
    static let fishScript = #"""
        # fish completion for @TOOL@: @TOOL@ completion fish > ~/.config/fish/completions/@TOOL@.fish
        function __@FUNCTION@_complete
            set -l words (commandline -opc)
            set -l typed (commandline -ct)
            set -l tool (string replace -r '^~/' "$HOME/" -- $words[1])
            set -e words[1]
            set -l lines ($tool __complete fish -- $words "$typed" 2>/dev/null)
            set -l kind $lines[1]
            set -e lines[1]
            switch "$kind"
                case words
                    set -q lines[1]; and printf '%s\n' $lines
                case files folders
                    set -l extensions (string split -n ' ' -- $lines[3])
                    for line in (complete -C "'' "(string escape -- $lines[2]))
                        set -l path (string split -m 1 \t -- $line)[1]
                        if not string match -q '*/' -- $path
                            test $kind = files; or continue
                            if set -q extensions[1]
                                contains -- (string match -r '[^.]*$' -- $path) $extensions; or continue
                            end
                        end
                        printf '%s%s\n' $lines[1] $path
                    end
            end
        end
        complete -c @TOOL@ -e
        complete -c @TOOL@ -f -k -a '(__@FUNCTION@_complete)'
        """#
}
