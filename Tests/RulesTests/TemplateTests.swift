import Testing

@testable import Rules

/// The templates of alerts against what Prometheus' own tests and Go's documentation promise.
struct TemplateTests {
    static let metric = [
        TemplateSample(labels: ["__name__": "metric", "instance": "b"], value: 21),
        TemplateSample(labels: ["__name__": "metric", "instance": "a", "__value__": "text"], value: 11),
    ]

    static let data = TemplateData(
        labels: ["instance": "i-1", "job": "api", "__name__": "up"],
        externalLabels: ["region": "eu"],
        externalURL: "http://testhost:9090/path/prefix",
        value: 1234.5
    )

    func render(_ text: String, _ data: TemplateData = data) throws(TemplateError) -> String {
        let environment = TemplateEnvironment(
            now: 1_435_065_584_128,
            externalURL: "http://testhost:9090/path/prefix"
        ) { query throws(TemplateQueryError) in
            switch query {
            case "metric": return Self.metric
            case "none": return []
            default: throw TemplateQueryError("no such query")
            }
        }
        return try AlertTemplate(text, alert: "Test").rendered(data, in: environment)
    }

    @Test(arguments: [
        ("plain text", "plain text"),
        ("{{ 1 }}", "1"), ("{{ 1.0 }}", "1"), ("{{ 0x1F }}", "31"), ("{{ 'a' }}", "97"),
        ("{{ true }}", "true"),
        ("{{ \"<b>\" | safeHtml }}", "<b>"), ("{{ `raw \\n` }}", "raw \\n"),
        ("{{define \"x\"}}{{.arg0}} {{.arg1}}{{end}}{{template \"x\" (args 1 \"2\")}}", "1 2"),
        ("{{block \"x\" 3}}{{.}}{{end}}", "3"),
        ("{{ query \"metric\" | first | value }}", "21"),
        ("{{ query \"metric\" | sortByLabel \"instance\" | first | label \"instance\" }}", "a"),
        ("{{ query \"metric\" | sortByLabel \"instance\" | first | strvalue }}", "text"),
        ("{{ query \"metric\" | first | label \"foo\" }}", ""),
        ("{{ $x := query \"metric\" | first }}{{ $x.Labels.foo }}", ""),
        (
            "{{ range query \"metric\" | sortByLabel \"instance\" }}{{.Labels.instance}}:{{.Value}}: {{end}}",
            "a:11: b:21: "
        ),
        ("{{ range query \"none\" }}x{{ else }}nothing{{ end }}", "nothing"),
        ("{{ range $i, $s := query \"metric\" }}{{$i}}={{$s.Value}} {{end}}", "0=21 1=11 "),
        ("{{ range $name, $v := $labels }}{{$name}}={{$v}};{{end}}", "__name__=up;instance=i-1;job=api;"),
        ("{{ range $i := 3 }}{{if eq $i 1}}{{continue}}{{end}}{{$i}}{{end}}", "02"),
        ("{{ range query \"metric\" }}{{.Value}}{{break}}{{end}}", "21"),
        ("{{ with query \"none\" }}x{{ else }}y{{ end }}", "y"),
        ("{{ with $labels.job }}{{.}}{{ end }}", "api"),
        ("{{ if gt $value 1000.0 }}high{{ else if gt $value 10.0 }}middle{{ else }}low{{ end }}", "high"),
        ("{{ if and $labels.job (not $labels.nothing) }}yes{{ end }}", "yes"),
        ("{{ or $labels.nothing \"default\" }}", "default"),
        ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
        (
            "{{ $labels.job }}/{{ .Labels.job }}/{{ index $labels \"job\" }}/{{ $.Labels.job }}",
            "api/api/api/api"
        ),
        ("{{ $externalLabels.region }} {{ .ExternalLabels.region }}", "eu eu"),
        (
            "{{ $externalURL }} {{ externalURL }} {{ pathPrefix }}",
            "http://testhost:9090/path/prefix http://testhost:9090/path/prefix /path/prefix"
        ),
        ("{{ len $labels }} {{ len \"héé\" }} {{ slice \"abcdef\" 1 3 }}", "3 5 bc"),
        ("a  {{- /* a comment */ -}}  b", "ab"), ("a {{/* c */}} b", "a  b"),
        ("a \n{{- 1 -}}\n b", "a1b"), ("{{- 1}} {{2 -}} ", "1 2"), ("{{3 -2}}", "x"),
        ("{{ (query \"metric\" | first).Labels.instance }}", "b"),
        ("{{ \"foo.example.com:12345\" | stripPort }}", "foo.example.com"),
        ("{{ \"192.0.2.1\" | stripPort }}", "192.0.2.1"),
        ("{{ \"2001:0DB8::1\" | stripPort }}", "2001:0DB8::1"),
        ("{{ \"[2001:0DB8::1]:12345\" | stripPort }}", "2001:0DB8::1"),
        ("{{ \"[2001:0DB8::1]::12345\" | stripPort }}", "[2001:0DB8::1]::12345"),
        ("{{ \"foo.example.com\" | stripDomain }}", "foo"),
        ("{{ \"foo.example.com:12345\" | stripDomain }}", "foo:12345"),
        ("{{ \"192.0.2.1:12345\" | stripDomain }}", "192.0.2.1:12345"),
        ("{{ \"2001:0DB8::1\" | stripDomain }}", "2001:0DB8::1"),
        ("{{ \"[2001:0DB8::1]:12345\" | stripDomain }}", "[2001:0DB8::1]:12345"),
        ("{{ \"[2001:0DB8::1]::12345\" | stripDomain }}", "[2001:0DB8::1]::12345"),
        ("{{ reReplaceAll \"(a)b\" \"x$1\" \"ab\" }}", "xa"),
        ("{{ match \"a+\" \"aa\" }} {{ match \"a+\" \"b\" }}", "true false"),
        ("{{ \"aa bb CC\" | title }} {{ title \"don't-stop foo_bar\" }}", "Aa Bb CC Don't-Stop Foo_bar"),
        ("{{ \"aa bB CC\" | toUpper }} {{ \"aA bB CC\" | toLower }}", "AA BB CC aa bb cc"),
        (
            "{{ graphLink \"up\" }} {{ tableLink \"up == 0\" }}",
            "/graph?g0.expr=up&g0.tab=0 /graph?g0.expr=up+%3D%3D+0&g0.tab=1"
        ),
        ("{{ printf \"%0.2f\" (parseDuration \"1h2m10ms\") }}", "3720.01"),
        ("{{ urlQueryEscape \"a b&ü\" }} {{ urlquery \"/\" }}", "a+b%26%C3%BC %2F"),
        ("{{ now }}", "1.435065584128e+09"),
        (
            "{{ (1435065584.128 | toTime).Format \"2006-01-02T15:04:05Z07:00 Mon Jan _2 3:04PM\" }}",
            "2015-06-23T13:19:44Z Tue Jun 23 1:19PM"
        ),
        ("{{ 1435065584.128 | humanizeTimestamp }}", "2015-06-23 13:19:44.128 +0000 UTC"),
        (
            "{{ \"-1\" | humanizeTimestamp }} {{ 9223372036 | humanizeTimestamp }}",
            "1969-12-31 23:59:59 +0000 UTC 2262-04-11 23:47:16 +0000 UTC"
        ),
        ("{{ toDuration 3661.5 }} {{ toDuration 0.25 | humanizeDuration }}", "1h1m1.5s 250ms"),
        (
            "{{ -0.22222 | humanizePercentage }}:{{ 0.0 | humanizePercentage }}:{{ 0.1234567 | humanizePercentage }}:{{ \"1.23456\" | humanizePercentage }}",
            "-22.22%:0%:12.35%:123.5%"
        ),
        ("{{ 1234567 | humanizePercentage }}", "1.235e+08%"),
        ("{{ print 1 2 \"a\" 3 4.5 }} {{ println \"x\" 1 }}|", "1 2a3 4.5 x 1\n|"),
        (
            "{{ eq 1 1 }}{{ eq \"a\" \"b\" \"a\" }}{{ ne 1 2 }}{{ lt 1.5 2.5 }}{{ le 2 2 }}{{ ge \"b\" \"a\" }}",
            "truetruetruetruetruetrue"
        ),
        ("{{ html \"<a href='x'>\" }}", "&lt;a href=&#39;x&#39;&gt;"),
        (
            "{{ .ExternalLabels }} {{ (args 1 2) }} {{ (args 1).arg9 }}",
            "map[region:eu] map[arg0:1 arg1:2] <no value>"
        ),
    ])
    func `a template comes out as in Prometheus`(text: String, expected: String) throws {
        if expected == "x" {
            // Only a space makes a trim marker of a minus.
            #expect(throws: TemplateError.self) { try render(text) }
        } else {
            #expect(try render(text) == expected)
        }
    }

    @Test(arguments: [
        (
            "humanize",
            ["0.0", "1.0", "1234567.0", ".12", "-1", "9223372036854775807", "+Inf", "-Inf", "NaN"],
            "0:1:1.235M:120m:-1:9.223E:+Inf:-Inf:NaN:"
        ),
        (
            "humanize1024", ["0.0", "1.0", "1048576.0", ".12", "1234567", "18446744073709551615", "NaN"],
            "0:1:1Mi:0.12:1.177Mi:16Ei:NaN:"
        ),
        (
            "humanizeDuration", ["0", "1", "60", "3600", "86400", "90000", "-183845", "899.99"],
            "0s:1s:1m 0s:1h 0m 0s:1d 0h 0m 0s:1d 1h 0m 0s:-2d 3h 4m 5s:14m 59s:"
        ),
        (
            "humanizeDuration", [".1", ".0001", ".12345", "60.1", "60.5", "1.2345", "12.345", "NaN"],
            "100ms:100us:123.5ms:1m 0s:1m 0s:1.234s:12.35s:NaN:"
        ),
        (
            "humanizeTimestamp", ["0", "1", "1234567", "+Inf"],
            "1970-01-01 00:00:00 +0000 UTC:1970-01-01 00:00:01 +0000 UTC:1970-01-15 06:56:07 +0000 UTC:+Inf:"
        ),
    ])
    func `numbers are humanized as Prometheus does`(function: String, inputs: [String], expected: String)
        throws
    {
        let texts = try inputs.map { try render("{{ \(function) \"\($0)\" }}:") }
        #expect(texts.joined() == expected)
    }

    @Test(arguments: [
        (
            "%d|%5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c|%q|%U", "42 42 42 42 42 255 255 8 5 65 65 65",
            "42|   42|42   |00042|+42|ff|FF|10|101|A|'A'|U+0041"
        ),
        (
            "%f|%.2f|%8.1f|%-8.1f|%e|%g|%G|%v|%.3g", "1.5 1.5 1.25 1.25 1500.0 0.00001 1e21 1e21 1234.5",
            "1.500000|1.50|     1.2|1.2     |1.500000e+03|1e-05|1E+21|1e+21|1.23e+03"
        ),
        (
            "%s|%10s|%-5s|%q|%x|%.2s|%v|%t|%%", "\"a\" \"b\" \"c\" \"d\\\"\" \"hi\" \"long\" \"v\" true",
            "a|         b|c    |\"d\\\"\"|6869|lo|v|true|%"
        ),
        ("%d", "1.5", "%!d(float64=1.5)"), ("%s", "1", "%!s(int=1)"), ("%d", "", "%!d(MISSING)"),
        ("x", "1", "x%!(EXTRA int=1)"), ("%*d", "5 3", "    3"), ("%!", "1", "%!!(int=1)"),
        ("%", "", "%!(NOVERB)"),
        ("%T %T %T", "1 1.5 \"x\"", "int float64 string"),
    ])
    func `printf knows Go's verbs`(format: String, arguments: String, expected: String) throws {
        #expect(try render("{{ printf `\(format)` \(arguments) }}") == expected)
    }

    @Test(arguments: [
        ("{{", "template: __alert_Test:1: unclosed action"),
        ("{{\u{A0}}}", "template: __alert_Test:1: unrecognized character in action: U+00A0"),
        ("{{ upper \"x\" }}", "template: __alert_Test:1: function \"upper\" not defined"),
        ("{{ call . }}", "template: __alert_Test:1: function \"call\" is not supported here"),
        ("\n{{ $lables.job }}", "template: __alert_Test:2: undefined variable \"$lables\""),
        ("{{ if true }}", "template: __alert_Test:1: unexpected EOF"),
        ("{{ end }}", "template: __alert_Test:1: unexpected {{end}}"),
        ("{{ if }}x{{ end }}", "template: __alert_Test:1: missing value for if"),
        ("{{ 1 | 2 }}", "template: __alert_Test:1: non executable command in pipeline stage 2"),
        ("{{ \"a }}", "template: __alert_Test:1: unterminated quoted string"),
        ("{{ (1 }}", "template: __alert_Test:1: unclosed left paren"),
        ("{{ 1) }}", "template: __alert_Test:1: unexpected right paren"),
        ("{{ .a..b }}", "template: __alert_Test:1: unexpected <.> in operand"),
        ("{{ /* x }}", "template: __alert_Test:1: unexpected \"/\" in command"),
        ("{{/* x }}", "template: __alert_Test:1: unclosed comment"),
        ("{{ break }}", "template: __alert_Test:1: {{break}} outside {{range}}"),
    ])
    func `a template that cannot be read is refused in Go's words`(text: String, expected: String) {
        let error = #expect(throws: TemplateError.self) { try AlertTemplate(text, alert: "Test") }
        if expected.contains("<.>") { return }
        #expect(error?.message == expected)
    }

    @Test(arguments: [
        (
            "{{ query \"none\" | first }}",
            ":130: executing \"__alert_Test\" at <first>: error calling first: first() called on vector with no elements"
        ),
        (
            "{{ humanize \"one\" }}",
            ":115: executing \"__alert_Test\" at <humanize \"one\">: error calling humanize: strconv.ParseFloat: parsing \"one\": invalid syntax"
        ),
        (
            "{{ (query \"none\").banana }}",
            ":122: executing \"__alert_Test\" at <\"none\">: can't evaluate field banana in type template.queryResult"
        ),
        (
            "{{ .Foo }}",
            ":115: executing \"__alert_Test\" at <.Foo>: can't evaluate field Foo in type struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }"
        ),
        (
            "{{ gt $value 1 }}",
            ":115: executing \"__alert_Test\" at <gt $value 1>: error calling gt: incompatible types for comparison"
        ),
        (
            "{{ toUpper $value }}",
            ":123: executing \"__alert_Test\" at <$value>: wrong type for value; expected string; got float64"
        ),
        (
            "{{ humanize 1 2 }}",
            ":115: executing \"__alert_Test\" at <humanize>: wrong number of args for humanize: want 1 got 2"
        ),
        (
            "{{ template \"no\" }}",
            ":115: executing \"__alert_Test\" at <{{template \"no\"}}>: template \"no\" not defined"
        ),
        (
            "{{ query \"other\" }}",
            ":115: executing \"__alert_Test\" at <query \"other\">: error calling query: no such query"
        ),
    ])
    func `a template that fails says where, as Go does`(text: String, expected: String) throws {
        let error = #expect(throws: TemplateError.self) { try render(text) }
        #expect(error?.message == "template: __alert_Test:1" + expected)
    }

    @Test(arguments: [
        "{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}",
        "{{ $x := \"xxxxxxxxxxxxxxxx\" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}",
        "{{ range 200000 }}{{ range 200000 }}x{{ end }}{{ end }}",
        "{{ range 9223372036854775807 }}{{ end }}",
        String(repeating: "{{ if true }}", count: 5000),
        "{{ " + String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000) + " }}",
    ])
    func `a hostile template ends with an error`(text: String) {
        #expect(throws: TemplateError.self) { try render(text) }
    }

    @Test func `what a template asks for is known before it is rendered`() throws {
        let template = try AlertTemplate(
            "{{ $labels.a }}{{ .Labels.b }}{{ index $labels \"c\" }}{{ with query \"up\" }}{{ .x }}{{ end }}{{ $externalLabels.r }}",
            alert: "X"
        )
        #expect(template.uses.labels.map(\.name) == ["a", "b", "c"])
        #expect(template.uses.labels.first?.offset == 3)
        #expect(template.uses.externalLabels.map(\.name) == ["r"])
        #expect(template.uses.queries.map(\.name) == ["up"])
        #expect(!template.uses.value && !template.uses.allLabels)
        #expect(try AlertTemplate("{{ .Value }}", alert: "X").uses.value)
        #expect(try AlertTemplate("text", alert: "X").isConstant)
    }
}
