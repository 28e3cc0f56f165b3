import Testing

@testable import Arguments

/// A line to be completed at its end.
struct ShellCase: Sendable, CustomTestStringConvertible {
    /// The words after the tool's name, as the script has to hand them over; the last is being typed.
    var words: [String]
    /// How bash splits the line: at `=` and `:` as well.
    var bashWords: [String]
    var inBash: [String]
    var inFish: [String]
    var inZsh: [String]

    var line: String { (["mytool"] + words).joined(separator: " ") }
    var testDescription: String { line }

    init(_ words: [String], split: [String]? = nil, bash: [String], fish: [String], zsh: [String]? = nil) {
        self.words = words
        bashWords = split ?? words
        (inBash, inFish, inZsh) = (bash, fish, zsh ?? fish)
    }

    static let all = [
        ShellCase(["bre"], bash: ["breakers"], fish: ["breakers"]),
        ShellCase(["breaker", ""], bash: ["list", "reset"], fish: ["list", "reset"]),
        ShellCase(["render", "k8s", "--pro"], bash: ["--profile"], fish: ["--profile"]),
        ShellCase(["render", "k8s", "-o", "j"], bash: ["json"], fish: ["json"]),
        ShellCase(["render", "k8s", "-oj"], bash: ["-ojson"], fish: ["-ojson"]),
        ShellCase(
            ["render", "k8s", "--output="],
            split: ["render", "k8s", "--output", "="],
            bash: ["table", "wide", "json", "yaml"],
            fish: ["--output=table", "--output=wide", "--output=json", "--output=yaml"]
        ),
        ShellCase(
            ["render", "k8s", "--output=js"],
            split: ["render", "k8s", "--output", "=", "js"],
            bash: ["json"],
            fish: ["--output=json"]
        ),
        ShellCase(["odd", "a:"], split: ["odd", "a", ":"], bash: ["b:c", "d"], fish: ["a:b:c", "a:d"]),
        ShellCase(["odd", "a:b:"], split: ["odd", "a", ":", "b", ":"], bash: ["c"], fish: ["a:b:c"]),
        ShellCase(["odd", "wi"], bash: [#"with\ space"#], fish: ["with space"]),
        ShellCase(["odd", "do"], bash: [#"dollar\$HOME"#], fish: ["dollar$HOME"]),
        ShellCase(["odd", "ba"], bash: [#"back\\slash"#], fish: [#"back\slash"#]),
        ShellCase(["odd", "st"], bash: [#"star\*"#], fish: ["star*"]),
        ShellCase(["files", "y"], bash: ["y.yaml", "y.yml"], fish: ["y.yaml", "y.yml"]),
        ShellCase(
            ["files", ""],
            bash: ["my dir", "sub", "y.yaml", "y.yml"],
            fish: ["my dir/", "sub/", "y.yaml", "y.yml"],
            zsh: [#"my\ dir"#, "sub", "y.yaml", "y.yml"]
        ),
        ShellCase(
            ["files", "--in=y"],
            split: ["files", "--in", "=", "y"],
            bash: ["y.yaml", "y.yml"],
            fish: ["--in=y.yaml", "--in=y.yml"],
            zsh: ["y.yaml", "y.yml"]
        ),
        ShellCase(
            ["folders", ""],
            bash: ["my dir", "sub"],
            fish: ["my dir/", "sub/"],
            zsh: [#"my\ dir"#, "sub"]
        ),
        ShellCase(["folders", "s"], bash: ["sub"], fish: ["sub/"], zsh: ["sub"]),
        ShellCase(["nothing", ""], bash: [], fish: []),
    ]

    /// What the tool answers in this case.
    private func answer(for shell: Shell) -> String {
        switch words[0] {
        case "odd":
            let odd = ["a:b:c", "a:d", "with space", "dollar$HOME", #"back\slash"#, "star*"]
            let typed = words.last ?? ""
            let lines = odd.filter { $0.hasPrefix(typed) }.map { "\($0)\tit: is 'odd'" }
            return (["words"] + lines).joined(separator: "\n") + "\n"
        case "files" where words[1].hasPrefix("--in="): return "files\n--in=\ny\nyaml yml\n"
        case "files": return "files\n\n\(words[1])\nyaml yml\n"
        case "folders": return "folders\n\n\(words[1])\n\n"
        case "nothing": return "words\n"
        default: return sample.completionAnswer(to: [shell.rawValue, "--"] + words[...], environment: [:])
        }
    }

    /// A tool that knows one answer, and only to the right question.
    func install(for shell: Shell, in folder: String) throws {
        let question = (["__complete", shell.rawValue, "--"] + words).joined(separator: "|")
        let tool = "#!/bin/sh\nIFS='|'\n[ \"$*\" = '\(question)' ] && cat '\(folder)/answer'\n"
        try write(tool, to: "\(folder)/mytool")
        try write(answer(for: shell), to: "\(folder)/answer")
        try write(shell.script(for: "mytool"), to: "\(folder)/completion")
        for file in ["y.yaml", "y.yml", "z.txt", "sub/inner.txt", "my dir/inner.txt"] {
            let path = "\(folder)/here/\(file)"
            _ = output(of: "mkdir -p \"$(dirname '\(path)')\"")
            try write("", to: path)
        }
        _ = output(of: "chmod +x '\(folder)/mytool'")
    }
}

@Suite(.serialized) struct `Shells offer what the tool answers` {
    @Test(.enabled(if: isInstalled("bash")), arguments: ShellCase.all) func `bash`(_ sample: ShellCase) throws
    {
        let words = (["mytool"] + sample.bashWords).map { "'\($0)'" }.joined(separator: " ")
        let offered = try run(sample, in: .bash) { folder in
            """
            source '\(folder)/completion'
            COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
            COMP_LINE='\(sample.line)' COMP_POINT=\(sample.line.count) COMP_WORDS=(\(words))
            COMP_CWORD=\(sample.bashWords.count)
            _mytool_complete mytool
            for reply in "${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done
            """
        }
        #expect(offered.sorted() == sample.inBash.sorted())
    }

    @Test(.enabled(if: isInstalled("fish")), arguments: ShellCase.all) func `fish`(_ sample: ShellCase) throws
    {
        let offered = try run(sample, in: .fish) { folder in
            "source '\(folder)/completion'; complete -C '\(sample.line)'"
        }
        #expect(offered.map { String($0.prefix { $0 != "\t" }) }.sorted() == sample.inFish.sorted())
        if sample.words[0] == "odd" { #expect(offered.allSatisfy { $0.hasSuffix("\tit: is 'odd'") }) }
    }

    /// zsh completes only at a prompt, so it gets one, and its `compadd` writes down what it is given.
    @Test(.enabled(if: isInstalled("zsh")), arguments: ShellCase.all) func `zsh`(_ sample: ShellCase) throws {
        let offered = try run(sample, in: .zsh) { folder in
            """
            zmodload zsh/zpty
            zpty shell "PATH=$PATH HOME=\(folder) zsh -f -i"
            zpty -w shell "PS1=; autoload -Uz compinit; compinit -D; source '\(folder)/completion'"
            zpty -w shell "source '\(folder)/spy'"
            # What is typed before the line editor runs may be lost: it says when it does.
            for ((i = 0; i < 300; i++)); do [[ -e '\(folder)/prompt' ]] && break; zselect -t 10; done
            zpty -n -w shell $'\(sample.line)\\t'
            for ((i = 0; i < 300; i++)); do [[ -e '\(folder)/done' ]] && break; zselect -t 10; done
            zpty -d shell
            cat '\(folder)/offered'
            """
        }
        #expect(Set(offered) == Set(sample.inZsh))
    }

    private func run(_ sample: ShellCase, in shell: Shell, script: (String) -> String) throws -> [String] {
        try withTemporaryFolder { folder in
            try sample.install(for: shell, in: folder)
            try write(Self.zshSpy(folder), to: "\(folder)/spy")
            try write("", to: "\(folder)/offered")
            let prelude = shell == .zsh ? "zmodload zsh/zselect\n" : ""
            try write(prelude + script(folder) + "\n", to: "\(folder)/script")
            let flags = shell == .fish ? "--no-config" : shell == .zsh ? "-f" : "--norc"
            let command = "PATH='\(folder)':$PATH \(shell.rawValue) \(flags) '\(folder)/script'"
            return output(of: "cd '\(folder)/here' && \(command) 2>&1").split(separator: "\n").map(
                String.init
            )
        }
    }

    private static func zshSpy(_ folder: String) -> String {
        """
        compadd() {
            local -a spied
            if [[ ${@[(r)-(O|A|D)]} == -[OAD] ]]; then builtin compadd "$@"; return; fi
            builtin compadd -O spied "$@"
            (( $#spied )) && print -rl -- "${(@)spied}" >>'\(folder)/offered'
            builtin compadd "$@"
        }
        finished() { print >'\(folder)/done'; }
        comppostfuncs=(finished)
        zle-line-init() { print >'\(folder)/prompt'; }
        zle -N zle-line-init
        """
    }
}
