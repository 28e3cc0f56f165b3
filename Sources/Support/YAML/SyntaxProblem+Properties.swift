internal import Diagnostics

extension SyntaxProblem {
    var propertyProblem: Diagnostic? {
        if context == "while scanning an anchor" || context == "while scanning an alias" {
            let mark = context == "while scanning an anchor" ? "&" : "*"
            return .error(
                "the name after `\(mark)` is made of letters, digits, `-` and `_`",
                at: place,
                hint: "if the `\(mark)` is meant literally, put the text in quotes"
            )
        }
        if problem == "found undefined tag handle" {
            return .error(
                "this tag is not declared",
                at: place,
                hint: "put a text that starts with `!` in quotes"
            )
        }
        if context.hasPrefix("while scanning a tag") || context.hasPrefix("while parsing a tag") {
            return .error(
                "this tag cannot be read",
                at: place,
                hint: "put a text that starts with `!` in quotes"
            )
        }
        return nil
    }

    var directiveProblem: Diagnostic? {
        switch problem {
        case "found incompatible YAML document":
            return .error("only YAML 1.1 and 1.2 can be read", at: place)
        case "found duplicate %YAML directive":
            return .error("a second %YAML directive", at: place)
        case "found duplicate %TAG directive":
            return .error("a second %TAG directive for this handle", at: place)
        case "found unknown directive name":
            return .error(
                "this directive is not known",
                at: start ?? place,
                hint: "put a text that starts with `%` in quotes"
            )
        case _ where context.hasPrefix("while scanning a %") || context == "while scanning a directive":
            return .error("this directive cannot be read", at: place)
        default: return nil
        }
    }
}
