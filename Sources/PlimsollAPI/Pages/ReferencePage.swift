import PlimsollJSON

/// The contract as a page: every operation with its fields, examples and answers.
///
/// Made once from the document that `/openapi.json` serves, so it cannot say anything else.
struct ReferencePage {
    /// The page.
    static let html =
        (try? JSONDocument(parsing: Array(OpenAPIDocument.json.utf8)))
        .map { ReferencePage(document: $0.root).page } ?? ""

    let document: JSONValue

    private var page: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Plimsoll: API reference</title>
        <link rel="icon" href="data:,">
        <style>\(PageSources.referenceStyle)</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the reference</a>
        <header class="topside"><div class="wrap topside-row">
        <a class="brand" href="/"><svg viewBox="0 0 48 32" aria-hidden="true" class="mark">\
        <circle cx="24" cy="16" r="11"/><path d="M2 16h44"/></svg><span>Plimsoll</span></a>
        <p class="tagline">API reference, version \(Service.version)</p>
        <nav aria-label="Service"><a href="/">Console</a> <a href="/openapi.yaml">openapi.yaml</a>
        <button type="button" id="theme" class="ghost"><span aria-hidden="true">◐</span> \
        <span id="theme-name">Auto</span></button></nav>
        </div></header>
        <div class="wrap layout">
        <nav class="contents" aria-label="Operations">\(contents)</nav>
        <main id="main" tabindex="-1">
        <h1>API reference</h1>
        \(Markup.blocks(document["info"]?["description"]?.string ?? ""))
        \(tags.map(section).joined(separator: "\n"))
        </main>
        </div>
        <footer class="wrap foot"><p>Made from <a href="/openapi.yaml">openapi.yaml</a>, which is \
        the contract.</p></footer>
        <script>\(PageSources.referenceScript)</script>
        </body>
        </html>

        """
    }

    private var tags: [JSONValue] { document["tags"].map { Array($0.elements) } ?? [] }

    /// The operations with a tag, in the order of the document.
    private func operations(_ tag: JSONValue) -> [ReferenceOperation] {
        guard let paths = document["paths"], let name = tag["name"]?.string else { return [] }
        return paths.members.flatMap { path in
            path.value.members.compactMap { member in
                guard member.value["tags"]?[0]?.string == name else { return nil }
                return ReferenceOperation(
                    path: path.key,
                    method: member.key.uppercased(),
                    value: member.value,
                    document: document
                )
            }
        }
    }

    private var contents: String {
        tags.map { tag in
            let items = operations(tag).map { operation in
                "<li><a href=\"#\(operation.anchor)\"><span class=\"method\">\(operation.method)"
                    + "</span><span>\(Markup.escaped(operation.path))</span></a></li>"
            }
            return "<h2>\(Self.title(tag))</h2><ul>\(items.joined())</ul>"
        }
        .joined(separator: "\n")
    }

    private func section(_ tag: JSONValue) -> String {
        "<h2>\(Self.title(tag))</h2>\n"
            + Markup.blocks(tag["description"]?.string ?? "")
            + operations(tag).map(\.html).joined(separator: "\n")
    }

    private static func title(_ tag: JSONValue) -> String {
        let name = tag["name"]?.string ?? ""
        return Markup.escaped(name.prefix(1).uppercased() + name.dropFirst())
    }
}
