import PlimsollJSON

/// One operation of the API reference.
struct ReferenceOperation {
    let path: String
    let method: String
    let value: JSONValue
    let document: JSONValue

    /// The fragment that links to it.
    var anchor: String { value["operationId"]?.string ?? "" }

    /// Its article.
    var html: String {
        """
        <article id="\(Markup.escaped(anchor))">
        <h3>\(Markup.escaped(value["summary"]?.string ?? path))</h3>
        <p class="path"><b>\(method)</b>\(Markup.escaped(path))</p>
        \(Markup.blocks(value["description"]?.string ?? ""))
        \(examples.joined(separator: "\n"))
        \(parameterTable)
        \(bodyTable)
        \(answer)
        \(statuses)
        </article>
        """
    }

    private var schemas: ReferenceSchema { ReferenceSchema(document: document) }

    private var parameters: [JSONValue] {
        value["parameters"].map { $0.elements.map(schemas.followed) } ?? []
    }

    // MARK: examples

    private var examples: [String] {
        method == "GET" ? [getExample] : postExamples
    }

    private var getExample: String {
        let target = exampleTarget
        return example(
            title: nil,
            command: "curl -s '\(Self.origin)\(target)'",
            attributes: [("data-method", "GET"), ("data-path", target)]
        )
    }

    /// The path with the examples of its parameters.
    private var exampleTarget: String {
        var target = path
        var query: [String] = []
        for parameter in parameters {
            guard let name = parameter["name"]?.string, let example = parameter["example"] else {
                continue
            }
            let text = Self.escaped(Self.text(example))
            switch parameter["in"]?.string {
            case "path": target = target.replacing("{\(name)}", with: text)
            case "query": query.append("\(name)=\(text)")
            default: break
            }
        }
        return query.isEmpty ? target : target + "?" + query.joined(separator: "&")
    }

    private var postExamples: [String] {
        let media = value["requestBody"]?["content"]?["application/json"]
        let named = media?["examples"].map { Array($0.members) } ?? []
        return named.compactMap { member in
            guard let body = member.value["value"] else { return nil }
            let json = Self.json(body, .compact)
            let shown = json.replacing("'", with: #"'\''"#)
            return example(
                title: member.value["summary"]?.string,
                command: "curl -s \(Self.origin)\(path) --json '\(shown)'",
                attributes: [
                    ("data-method", "POST"), ("data-path", path),
                    ("data-type", "application/json"), ("data-body", json),
                ]
            )
        }
    }

    private func example(
        title: String?,
        command: String,
        attributes: [(name: String, value: String)]
    ) -> String {
        let button = Markup.element(
            "button",
            [("type", "button"), ("class", "ghost")] + attributes,
            "Run"
        )
        return """
            <div class="example">\(title.map { "<p>\(Markup.escaped($0))</p>" } ?? "")
            <pre class="curl" tabindex="0" aria-label="Command">\(Markup.escaped(command))</pre>
            <div class="run">\(button)<span role="status"></span></div>
            <pre class="answer" tabindex="0" aria-label="Answer" hidden></pre></div>
            """
    }

    /// The page's script puts the page's own origin in its place.
    private static let origin = "http://127.0.0.1:8080"

    // MARK: fields

    private var parameterTable: String {
        let rows = parameters.filter { $0["in"]?.string != "header" }
            .map { parameter in
                schemas.row(
                    name: parameter["name"]?.string ?? "",
                    isRequired: parameter["required"]?.bool == true,
                    schema: parameter["schema"] ?? parameter,
                    description: parameter["description"]?.string
                )
            }
        return Self.table("Parameters", rows)
    }

    private var bodyTable: String {
        guard let schema = value["requestBody"]?["content"]?["application/json"]?["schema"] else {
            return ""
        }
        return Self.table("Fields", schemas.rows(of: schema))
    }

    private static func table(_ title: String, _ rows: [String]) -> String {
        guard !rows.isEmpty else { return "" }
        return """
            <details open><summary>\(title)</summary><div class="scroll"><table>
            <thead><tr><th scope="col">Name</th><th scope="col">Type</th>\
            <th scope="col">Meaning</th></tr></thead><tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div></details>
            """
    }

    // MARK: answers

    private var answer: String {
        let content = value["responses"]?["200"]?["content"]
        return (content.map { Array($0.members) } ?? []).map { media in
            let example = media.value["example"].map { example in
                example.string ?? Self.json(example, .indented)
            }
            let shown = example.map {
                "<pre class=\"answer\" tabindex=\"0\" aria-label=\"Answer\">\(Markup.escaped($0))</pre>"
            }
            let rows = media.value["schema"].map { schemas.rows(of: $0) } ?? []
            return "<details><summary>Answer as \(Markup.escaped(media.key))</summary>"
                + (shown ?? "") + "</details>"
                + (rows.isEmpty
                    ? "" : Self.table("Fields of the answer", rows).replacing(" open>", with: ">"))
        }
        .joined(separator: "\n")
    }

    private var statuses: String {
        let rows = (value["responses"].map { Array($0.members) } ?? []).map { response in
            let text = schemas.followed(response.value)["description"]?.string ?? ""
            return
                "<dt>\(response.key)</dt><dd>\(Markup.spans(text.replacing("\n", with: " ")))</dd>"
        }
        return "<details><summary>Statuses</summary><dl class=\"statuses\">\(rows.joined())</dl>"
            + "</details>"
    }

    // MARK: text

    private static func json(_ value: JSONValue, _ layout: JSONWriter.Layout) -> String {
        var writer = JSONWriter(layout)
        writer.value(value)
        return writer.text
    }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? value.numberText ?? value.bool.map { $0 ? "true" : "false" } ?? ""
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ","):
                return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        .joined()
    }
}
