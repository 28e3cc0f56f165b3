import Diagnostics
import Testing
import Values

/// The JSON text as a value; fails the test when it is none.
func json(_ text: String) throws -> Value { try JSON.value(in: SourceFile(name: "t.json", text: text)) }

/// The errors the body throws, as `line:column message`.
func complaints(_ body: () throws(InvalidInput) -> some Any) -> [String] {
    do throws(InvalidInput) {
        _ = try body()
        return []
    } catch {
        return error.diagnostics.map { problem in
            let place = problem.location.map { "\($0.line):\($0.column) " } ?? ""
            return place + problem.message
        }
    }
}
