import PlimsollJSON

/// Schemas of the contract as rows of tables.
struct ReferenceSchema {
    let document: JSONValue

    /// How many levels of members are listed.
    private static let depth = 4

    /// The value that a reference names, or the value itself.
    func followed(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string, reference.hasPrefix("#/") else { return value }
        var target: JSONValue? = document
        for token in reference.dropFirst(2).split(separator: "/") {
            target = target?[String(token)]
        }
        return target.map(followed) ?? value
    }

    /// A row for each member of an object, nested ones dotted.
    func rows(of schema: JSONValue) -> [String] {
        rows(of: schema, prefix: "", depth: Self.depth)
    }

    private func rows(of schema: JSONValue, prefix: String, depth: Int) -> [String] {
        guard depth > 0 else { return [] }
        let schema = followed(schema)
        let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
        let members = schema["properties"].map { Array($0.members) } ?? []
        return members.flatMap { member in
            let name = prefix + member.key
            let inner = followed(member.value)
            let description = member.value["description"] ?? inner["description"]
            let own = row(
                name: name,
                isRequired: required.contains(member.key),
                schema: inner,
                description: description?.string
            )
            return [own] + nested(inner, name: name, depth: depth - 1)
        }
    }

    /// The members of what a member may be.
    private func nested(_ schema: JSONValue, name: String, depth: Int) -> [String] {
        let choices = (schema["oneOf"] ?? schema["anyOf"]).map { Array($0.elements) } ?? []
        let items = schema["items"].map { rows(of: $0, prefix: name + "[].", depth: depth) } ?? []
        return rows(of: schema, prefix: name + ".", depth: depth) + items
            + choices.flatMap { nested(followed($0), name: name, depth: depth) }
    }

    /// One row.
    func row(name: String, isRequired: Bool, schema: JSONValue, description: String?) -> String {
        let required = isRequired ? "<b>required</b>" : ""
        return "<tr><th scope=\"row\">\(Markup.escaped(name))\(required)</th>"
            + "<td>\(Markup.escaped(type(schema)))</td>"
            + "<td>\(Markup.blocks(description ?? ""))\(allowed(schema))</td></tr>"
    }

    private func type(_ schema: JSONValue) -> String {
        let schema = followed(schema)
        if let choices = schema["oneOf"] ?? schema["anyOf"] {
            return unique(choices.elements.map(type).filter { $0 != "null" })
                .joined(separator: " or ")
        }
        if let names = schema["type"], names.kind == .array {
            return names.elements.compactMap(\.string).filter { $0 != "null" }.map(word)
                .joined(separator: " or ")
        }
        guard let name = schema["type"]?.string else { return schema["enum"] == nil ? "" : "text" }
        guard name == "array" else { return word(name) }
        return "list of " + (schema["items"].map(type) ?? "values")
    }

    private func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { list, name in if !list.contains(name) { list.append(name) } }
    }

    private func word(_ type: String) -> String {
        switch type {
        case "string": "text"
        case "integer": "whole number"
        default: type
        }
    }

    /// What values are allowed, where the schema says so.
    private func allowed(_ schema: JSONValue) -> String {
        let schema = followed(schema)
        if let values = schema["enum"] {
            let names = values.elements.compactMap { $0.string ?? $0.numberText }
            let list = names.map { "<code>\(Markup.escaped($0))</code>" }
            return names.isEmpty ? "" : "<p>One of \(list.joined(separator: ", ")).</p>"
        }
        switch (schema["minimum"]?.numberText, schema["maximum"]?.numberText) {
        case (let low?, let high?): return "<p>\(low) to \(high).</p>"
        case (let low?, nil) where low != "0": return "<p>At least \(low).</p>"
        case (nil, let high?): return "<p>At most \(high).</p>"
        default: return ""
        }
    }
}
