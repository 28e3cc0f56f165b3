import LinearRegex
import Testing

@Suite struct `Patterns of whole texts` {
    @Test(arguments: [
        // Pattern, texts that match, texts that do not.
        ("", [""], ["a"]),
        ("api", ["api"], ["API", "apis", "xapi", ""]),
        ("api|web|db", ["api", "web", "db"], ["apiweb", "we", ""]),
        ("foo(bar|baz|)", ["foobar", "foobaz", "foo"], ["fooba", "foobarbaz"]),
        (".*", ["", "x", "a\nb", "日本"], []),
        (".+", ["x", "\n"], [""]),
        ("tools/.*", ["tools/", "tools/call"], ["tools", "xtools/"]),
        ("tools/.+", ["tools/call"], ["tools/"]),
        (".*call", ["call", "tools/call"], ["calls"]),
        (".+call", ["tools/call"], ["call"]),
        (".*ool.*", ["ool", "tools", "cool"], ["ol", ""]),
        (".+o.+", ["too"], ["oo", "o"]),
        ("5..", ["500", "5ab", "5日x"], ["50", "5000", "400"]),
        ("[45]\\d{2}", ["404", "599"], ["4o4", "44", "4444"]),
        ("(?i)error|WARN", ["ERROR", "error", "warn"], ["err"]),
        ("(?i)k", ["k", "K", "\u{212A}"], ["l"]),
        ("(?i)straße", ["STRAßE", "straße"], ["strasse"]),
        ("a{2,3}", ["aa", "aaa"], ["a", "aaaa"]),
        ("a{,2}", ["a{,2}"], ["a", "aa"]),
        ("[^a]", ["b", "\n", "é"], ["a", "bb"]),
        ("[a-]+", ["a-", "-"], ["b"]),
        ("[]a]", ["]", "a"], ["b"]),
        ("\\pL+", ["abcé日"], ["a1"]),
        ("\\p{Greek}+\\PN", ["αβx"], ["αβ1", "ax"]),
        ("[[:alpha:]]+[[:^digit:]]", ["ab-"], ["ab1", "é1"]),
        ("\\Qa.b\\E+", ["a.b", "a.bbb"], ["axb"]),
        ("\\x41\\x{1F600}\\101", ["A😀A"], ["A😀"]),
        ("a\\b.c", ["a c"], ["abc"]),
        ("(?m)a$\n^b", ["a\nb"], ["a b"]),
        ("a$|^b", ["a", "b"], ["ab"]),
        ("(?-s).", ["a"], ["\n"]),
        ("x*|(a|b)*c", ["xxx", "", "abac"], ["ab"]),
        (".*日.*", ["x日y"], ["本"]),
    ])
    func `match as RE2 says`(_ pattern: String, _ matching: [String], _ others: [String]) throws {
        let regex = try LinearRegex(wholeText: pattern)
        for text in matching {
            #expect(regex.matches(text), "\(text)")
            #expect(regex.firstMatch(in: text)?.ranges[0] == 0..<text.utf8.count, "\(text)")
        }
        for text in others {
            #expect(!regex.matches(text), "\(text)")
            #expect(regex.firstMatch(in: text) == nil, "\(text)")
        }
    }

    @Test func `name the texts that they match where those are few`() throws {
        #expect(try LinearRegex(wholeText: "b|a(1|2)").literals == ["a1", "a2", "b"])
        #expect(try LinearRegex(wholeText: "a|b.*").literals == nil)
        #expect(try LinearRegex(wholeText: "(?i)ab").literals == ["AB", "Ab", "aB", "ab"])
        #expect(try LinearRegex(wholeText: "[a-z]{9}").literals == nil)
        #expect(try LinearRegex("a|b").literals == nil)
    }

    @Test func `of thousands of texts find each`() throws {
        let texts = (0..<5000).map { "host-\($0 * 7)" }
        let regex = try LinearRegex(wholeText: texts.joined(separator: "|"))
        #expect(texts.allSatisfy { regex.matches($0) })
        #expect(!regex.matches("host-1"))
    }
}

@Suite struct `Patterns of parts of texts` {
    @Test(
        arguments: [
            ("o", "tools", [1..<2]),
            ("(a+)(b?)", "xaab", [1..<4, 1..<3, 3..<4]),
            ("(a+?)(a*)", "aaa", [0..<3, 0..<1, 1..<3]),
            ("(?U)(a+)(a*?)", "aaa", [0..<3, 0..<1, 1..<3]),
            ("(a)|(b)", "b", [0..<1, nil, 0..<1]),
            ("(|a)*", "aa", [0..<0, 0..<0]),
            ("(|a)+", "aa", [0..<0, 0..<0]),
            ("(a|ab)(c|bcd)(d*)", "abcd", [0..<4, 0..<1, 1..<4, 4..<4]),
            ("日(.)", "x日本", [1..<7, 4..<7]),
            ("\\bb\\B", "ab bb", [3..<4]),
            ("(?:(a)|b)*", "ab", [0..<2, 0..<1]),
            ("$", "ab", [2..<2]),
            ("x*", "ab", [0..<0]),
            ("\\B", "é", [0..<0]),
        ] as [(String, String, [Range<Int>?])]
    )
    func `capture what Perl would`(_ pattern: String, _ text: String, _ ranges: [Range<Int>?]) throws {
        let regex = try LinearRegex(pattern)
        #expect(regex.matches(text))
        #expect(regex.firstMatch(in: text)?.ranges == ranges)
    }

    @Test(arguments: [
        ("a(x*)b", "-ab-axxb-", "${1}", "--xx-"),
        ("a(x*)b", "-ab-axxb-", "$1W", "---"),
        ("a(?P<n>x*)b", "-ab-axxb-", "<${n}>$$", "-<>$-<xx>$-"),
        ("b*", "abc", "-", "-a-c-"),
        ("", "日本", "_", "_日_本_"),
        ("(\\d+)", "a1b22", "[$0$2]", "a[1]b[22]"),
        ("a", "a", "$ ${ $é", "$ ${ "),
    ])
    func `are replaced as Go does`(
        _ pattern: String,
        _ text: String,
        _ template: String,
        _ result: String
    ) throws {
        #expect(try LinearRegex(pattern).replaceAll(in: text, with: template) == result)
    }

    @Test func `have names for their groups`() throws {
        let names = try LinearRegex("(a)(?P<left>b)(?<right>c)").groupNames
        #expect(names == [nil, nil, "left", "right"])
    }
}
