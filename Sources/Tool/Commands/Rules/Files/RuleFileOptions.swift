internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Rules

/// Files of rules, and how strictly they are read.
struct RuleFileOptions: OptionGroup {
    var paths: [String] = []
    var ignoresUnknownFields = false

    static let parameters: [Parameter<Self>] = parameters(
        "Files of rules: Prometheus' own or PrometheusRule objects; - is standard input"
    )

    /// For a verb that may do without files.
    static let optional: [Parameter<Self>] = parameters(
        "Files of rules; - is standard input",
        isRequired: false
    )

    private static func parameters(_ help: String, isRequired: Bool = true) -> [Parameter<Self>] {
        [
            .argument(
                \.paths,
                "FILE",
                help: help,
                isRequired: isRequired,
                completion: .file("yaml", "yml", "rules")
            ),
            strictness(\.ignoresUnknownFields),
        ]
    }

    static func strictness<Root>(
        _ path: any WritableKeyPath<Root, Bool> & Sendable
    ) -> Parameter<Root> {
        .flag(path, "--ignore-unknown-fields", help: "Pass over keys that Prometheus does not know")
    }

    var reader: RuleFileReader.Options {
        var options = RuleFileReader.Options()
        options.ignoresUnknownFields = ignoresUnknownFields
        return options
    }

    /// All files, or everything that is wrong with any of them.
    func read() throws(InvalidInput) -> [RuleFile] {
        var files: [RuleFile] = []
        var problems: [Diagnostic] = []
        for path in paths {
            do throws(InvalidInput) {
                files.append(try RuleFileReader.read(try Self.source(at: path), reader))
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        return files
    }

    /// The text of a file, whatever stands in it.
    static func source(at path: String) throws(InvalidInput) -> SourceFile {
        let name = path == "-" ? "<stdin>" : path
        do {
            return SourceFile(name: name, text: try ProfileFile.text(at: path))
        } catch let error as FileError {
            throw InvalidInput(.error(error.description, hint: error.hint))
        } catch let error as InvalidInput {
            throw error
        } catch {
            throw InvalidInput(.error("\(name): \(error)"))
        }
    }
}

extension RuleFileOptions {
    /// Only one of the two can be on standard input.
    func refuseSharedInput(with source: QuerySourceOptions) throws(UsageError) {
        guard paths.contains("-"), source.scrape.places.contains("-") else { return }
        throw UsageError("the rules and the metrics cannot both come from standard input")
    }
}
