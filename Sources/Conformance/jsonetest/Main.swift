internal import Diagnostics
internal import FileSystem
internal import Glibc
internal import JSONTemplate
internal import Values
internal import YAML

/// `jsonetest FILE...` runs specification cases of JSON-e.
///
/// Every failed case is printed; the last line is `N passed, N failed`. The exit code is 0 when all passed, 1 when
/// one failed, and 2 when a file could not be read.
@main
struct Main {
    static func main() {
        let paths = CommandLine.arguments.dropFirst()
        guard !paths.isEmpty, !paths.contains(where: { $0.hasPrefix("-") }) else {
            write("usage: jsonetest FILE...\n", to: 2)
            exit(2)
        }
        var passed = 0
        var failed = 0
        for path in paths {
            guard let bytes = try? Files.read(path), let text = String(validating: bytes, as: UTF8.self)
            else {
                write("jsonetest: cannot read \(path)\n", to: 2)
                exit(2)
            }
            do throws(InvalidInput) {
                let file = SourceFile(name: path, text: text)
                for test in Case.all(in: try YAML.documents(in: file)) {
                    if let failure = test.failure() {
                        failed += 1
                        write(failure + "\n", to: 1)
                    } else {
                        passed += 1
                    }
                }
            } catch {
                for diagnostic in error.diagnostics { write(diagnostic.text + "\n", to: 2) }
                exit(2)
            }
        }
        write("\(passed) passed, \(failed) failed\n", to: 1)
        exit(failed == 0 ? 0 : 1)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
