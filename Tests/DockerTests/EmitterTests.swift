import Diagnostics
import Render
import Testing
import Values

@Suite struct `The emitter` {
    @Test(arguments: [
        ("- ENV: {A: 'it''s $5 \"or\" \\ more'}", #"ENV A="it's \$5 \"or\" \\ more""#),
        ("- ENV: {PATH: {expand: '/opt/bin:$PATH'}}", #"ENV PATH="/opt/bin:$PATH""#),
        ("- ENV: {A: 1, B: true}", "ENV A=\"1\" \\\n    B=\"true\""),
        ("- LABEL: {org.example.x: ''}", #"LABEL org.example.x="""#),
        ("- CMD: [node, -e, 'a(\"b\\c\")', 'ümlaut']", #"CMD ["node", "-e", "a(\"b\\c\")", "ümlaut"]"#),
        ("- CMD: node index.js", "CMD node index.js"),
        ("- COPY: {sources: [a b, c], to: d/}", #"COPY ["a b", "c", "d/"]"#),
        (
            "- COPY: {from: x, chown: '1:1', chmod: '0444', sources: [a$b], to: c}",
            #"COPY --from=x --chown=1:1 --chmod=0444 a\$b c"#
        ),
        (
            "- RUN: {script: [[echo, it's, $x], 'test -n \"$y\"']}",
            "RUN echo 'it'\\''s' '$x' \\\n    && test -n \"$y\""
        ),
        ("- RUN: {words: [node, -v]}", #"RUN ["node", "-v"]"#),
        (
            "- RUN: {mounts: [{type: secret, id: a, required: true}], network: none, script: x}",
            "RUN --mount=type=secret,id=a,required=true \\\n    --network=none \\\n    x"
        ),
        ("- COMMENT: \"one\\n\\ntwo\"", "# one\n#\n# two"),
        ("- ARG: {A: 'b $c'}", #"ARG A="b $c""#),
        ("- COMMENT: A is the version\n- ARG: A", "# A is the version\nARG A"),
        ("- COMMENT: Here are\n- ARG: A\n- ARG: B", "# Here are\n\nARG A\nARG B"),
        ("- COMMENT: b builds\n- FROM: {image: a:1, as: b}", "# b builds\nFROM a:1 AS b"),
        ("- COMMENT: builds b\n- FROM: {image: a:1, as: b}", "# builds b\n\nFROM a:1 AS b"),
        ("- HEALTHCHECK: NONE", "HEALTHCHECK NONE"),
        (
            "- HEALTHCHECK: {test: [x], interval: 5s, timeout: 1s, startPeriod: 9s, retries: 2}",
            "HEALTHCHECK --interval=5s --timeout=1s --start-period=9s --retries=2 \\\n    CMD [\"x\"]"
        ),
        ("- SHELL: [/bin/bash, -o, pipefail, -c]", #"SHELL ["/bin/bash", "-o", "pipefail", "-c"]"#),
        ("- FROM: {image: a:1, as: b, platform: $BUILDPLATFORM}", "FROM --platform=$BUILDPLATFORM a:1 AS b"),
    ])
    func `quotes what its place needs`(_ yaml: String, _ text: String) throws {
        #expect(try dockerfile(yaml).text == text + "\n")
    }

    @Test
    func `writes scripts and files of several lines as heredocs, and asks for the syntax that has them`()
        throws
    {
        let text = try dockerfile(
            """
            - FROM: debian:12
            - RUN: "for f in *; do\\n  EOF=$f\\ndone\\n"
            - COPY: {content: "EOF\\n$x\\n", to: /etc/x}
            """
        ).text
        #expect(
            text == """
                # syntax=docker/dockerfile:1

                FROM debian:12
                RUN <<"EOF"
                set -e
                for f in *; do
                  EOF=$f
                done
                EOF
                COPY <<"EOF_" /etc/x
                EOF
                $x
                EOF_

                """
        )
    }

    @Test(arguments: [
        ("- RUNN: x", "unknown instruction 'RUNN'", 1, 3),
        ("- MAINTAINER: x", "unknown instruction 'MAINTAINER'", 1, 3),
        ("- COPY: {form: build, sources: [a], to: b}", "unknown option 'form' of COPY", 1, 10),
        (
            "- RUN: {mounts: [{type: cache, taget: /x}], script: x}",
            "unknown option 'taget' of a cache mount", 1, 32
        ),
        ("- RUN: {mounts: [{type: cahce}], script: x}", "a mount must say its type", 1, 25),
        (
            "- RUN: {mounts: [{type: cache, target: '/x,readonly'}], script: x}",
            "'/x,readonly' of a mount must not hold blanks, commas or quotes", 1, 40
        ),
        ("- ENV: {A: \"b\\nc\"}", "ENV A must be one line: a Dockerfile has no other way to write it", 1, 12),
        ("- ENV: {'A=B': c}", "'A=B' is no name for ENV", 1, 9),
        ("- CMD: []", "CMD must be a list of texts, not an empty one", 1, 8),
        (
            "- COPY: {sources: [a, b], to: c}", "COPY takes several files to 'c', which must end with '/'", 1,
            31
        ),
        ("- {RUN: x, CMD: y}", "an instruction must be a mapping with one key, not one with 2", 1, 3),
        ("- RUN", "an instruction must be a mapping with one key, not a string", 1, 3),
        ("RUN: x", "a Dockerfile must be a list of instructions, not a mapping", 1, 1),
    ])
    func `tells a mistake of a template at its place`(
        _ yaml: String,
        _ message: String,
        _ line: Int,
        _ column: Int
    ) {
        do {
            let text = try dockerfile(yaml).text
            Issue.record("no error, but \(text)")
        } catch let error as InvalidInput {
            let first = error.diagnostics.first
            #expect(first?.message == message)
            #expect(
                first?.location?.line == line && first?.location?.column == column,
                "\(String(describing: first?.location))"
            )
        } catch {
            Issue.record(error)
        }
    }
}
