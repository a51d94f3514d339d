/// HTML as text: escaping, elements, and the little Markdown that openapi.yaml uses.
enum Markup {
    /// The text with the characters that mean something in HTML escaped.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// An element around HTML.
    static func element(
        _ name: String,
        _ attributes: [(name: String, value: String)] = [],
        _ inner: String
    ) -> String {
        let list = attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
        return "<\(name)\(list)>\(inner)</\(name)>"
    }

    /// Paragraphs, lists and indented commands of a description.
    static func blocks(_ text: String) -> String {
        text.split(separator: "\n\n").map { block in
            let lines = block.split(separator: "\n")
            if lines.allSatisfy({ $0.hasPrefix("    ") }) {
                let command = lines.map { String($0.dropFirst(4)) }.joined(separator: "\n")
                return "<pre class=\"curl\" tabindex=\"0\">\(escaped(command))</pre>"
            }
            guard lines.first?.hasPrefix("- ") == true else {
                return element("p", [], spans(lines.joined(separator: " ")))
            }
            // A line without a dash goes on with the item before it.
            var items: [String] = []
            for line in lines {
                if line.hasPrefix("- ") {
                    items.append(String(line.dropFirst(2)))
                } else if let last = items.indices.last {
                    items[last] += " " + line
                }
            }
            return element("ul", [], items.map { element("li", [], spans($0)) }.joined())
        }
        .joined(separator: "\n")
    }

    /// `code` and **bold** of one paragraph.
    static func spans(_ text: String) -> String {
        pairs(text, "`") { isInside, part in
            isInside
                ? element("code", [], escaped(part))
                : pairs(part, "**") { $0 ? element("b", [], escaped($1)) : escaped($1) }
        }
    }

    /// The parts of a text between marks, told apart by whether they lie inside a pair.
    private static func pairs(
        _ text: String,
        _ mark: String,
        _ write: (Bool, String) -> String
    ) -> String {
        let parts = text.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
        // A mark without its other half stands for itself.
        guard parts.count % 2 == 1 else { return write(false, text) }
        return parts.enumerated().map { write($0 % 2 == 1, $1) }.joined()
    }
}
