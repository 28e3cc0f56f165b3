extension Program {
    /// What a command line asks for.
    enum Request: Sendable {
        case run(any Command, path: [String])
        /// A page for standard output, without a line break at the end.
        case show(String)
    }

    /// Reads the words after the tool's name, does what they say, and tells how it ended.
    ///
    /// Help, version, manual pages, and completion are answered here, and a `UsageError` is printed here whether
    /// parsing or the command threw it. Every other error of a command is for `report`.
    package func run(
        words: [String],
        environment: [String: String],
        streams: Streams,
        report: (any Error) -> ExitStatus
    ) async -> ExitStatus {
        if words.first == Self.completionVerb {
            streams.output(completionAnswer(to: words.dropFirst(), environment: environment))
            return .success
        }
        do throws(UsageError) {
            switch try request(words, environment: environment, width: streams.width, style: streams.style) {
            case .show(let page): streams.output(page + "\n")
            case .run(let command, let path):
                do {
                    return try await command.run()
                } catch let error as UsageError {
                    throw error.at(path)
                } catch {
                    return report(error)
                }
            }
            return .success
        } catch {
            streams.error("\(error)\n")
            return .usage
        }
    }

    func request(
        _ words: [String],
        environment: [String: String],
        width: Int,
        style: TextStyle
    ) throws(UsageError) -> Request {
        let route = try Route(words, in: self)
        if route.wantsHelp { return .show(route.help(in: self, width: width, style: style)) }
        if route.wantsVersion { return .show("\(name) \(version)") }
        let table = route.node.table
        guard let bind = table.bind else {
            guard words.isEmpty else { throw route.missingCommand }
            return .show(route.help(in: self, width: width, style: style))
        }
        do throws(UsageError) {
            var scanner = Scanner(table.declarations)
            for word in route.words { try scanner.read(word) }
            try scanner.finish()
            let command = try bind(scanner.occurrences, environment)
            guard let builtIn = command as? any BuiltIn else { return .run(command, path: route.path) }
            return .show(try builtIn.answer(of: self, width: width, style: style))
        } catch {
            throw error.at(route.path)
        }
    }
}
