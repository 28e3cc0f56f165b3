internal import CYAML
internal import Diagnostics

extension SourceLocation {
    /// The place right after that text, which starts at the beginning of the file.
    init(file: SourceFile, endOf text: Substring) {
        var line = 1
        var column = 1
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where wasReturn: break
            case "\n", "\r": (line, column) = (line + 1, 1)
            default: column += 1
            }
            wasReturn = scalar == "\r"
        }
        self.init(file: file, line: line, column: column)
    }

    /// libyaml counts from 0, and columns in characters.
    init(_ mark: yaml_mark_t, in file: SourceFile) {
        self.init(file: file, line: mark.line + 1, column: mark.column + 1)
    }
}
