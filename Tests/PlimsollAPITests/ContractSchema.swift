import PlimsollJSON

/// Checks values against the part of JSON Schema 2020-12 that openapi.yaml uses.
///
/// A keyword that is not known here is an error, so that nothing goes unchecked unnoticed.
struct ContractSchema: Sendable {
    /// A schema that cannot be followed.
    enum Failure: Error, Equatable {
        case unknownKeyword(String)
        case unresolved(String)
        case malformed(String)
    }

    /// What `$ref` points into.
    let document: JSONValue

    /// Keywords that say nothing about validity; `format` is one unless a validator is asked.
    private static let annotations: Set<String> = [
        "title", "description", "default", "example", "examples", "format",
    ]

    /// Every way in which the value breaks the schema, each with its place.
    func violations(of value: JSONValue, against schema: JSONValue) throws -> [String] {
        if schema.kind == .bool {
            return schema.bool == true ? [] : [Self.place(value) + "nothing is allowed here"]
        }
        guard schema.kind == .object else { throw Failure.malformed("a schema is an object") }
        return try schema.members.flatMap { keyword in
            try check(value, keyword.key, keyword.value, in: schema)
        }
    }

    /// Throws if the schema or one inside it has an unknown keyword or a reference to nothing.
    func checkKeywords(of schema: JSONValue) throws {
        guard schema.kind != .bool else { return }
        guard schema.kind == .object else { throw Failure.malformed("a schema is an object") }
        for keyword in schema.members {
            switch keyword.key {
            case "properties":
                for property in keyword.value.members { try checkKeywords(of: property.value) }
            case "additionalProperties", "items": try checkKeywords(of: keyword.value)
            case "oneOf", "anyOf", "allOf":
                for branch in keyword.value.elements { try checkKeywords(of: branch) }
            case "$ref": _ = try resolve(keyword.value)
            case "type", "required", "enum", "const", "minimum", "maximum", "minLength",
                "maxLength", "minItems", "maxItems":
                break
            case let key where Self.annotations.contains(key): break
            case let key: throw Failure.unknownKeyword(key)
            }
        }
    }

    /// What a `$ref` points at.
    func resolve(_ reference: JSONValue) throws -> JSONValue {
        let text = reference.string ?? ""
        guard text.hasPrefix("#/"), let pointer = JSONPointer(String(text.dropFirst())) else {
            throw Failure.unresolved(text)
        }
        var place = document
        for token in pointer.tokens {
            guard let next = place[token] else { throw Failure.unresolved(text) }
            place = next
        }
        return place
    }

    private func check(
        _ value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue,
        in schema: JSONValue
    ) throws -> [String] {
        switch keyword {
        case "$ref": return try violations(of: value, against: resolve(rule))
        case "type": return try checkType(value, rule)
        case "enum":
            let isListed = rule.elements.contains { $0 == value }
            return isListed ? [] : [Self.place(value) + "is none of the enum"]
        case "const":
            return rule == value ? [] : [Self.place(value) + "is not the const"]
        case "required", "properties", "additionalProperties":
            return try checkObject(value, keyword, rule, in: schema)
        case "items", "minItems", "maxItems": return try checkArray(value, keyword, rule)
        case "minimum", "maximum", "minLength", "maxLength":
            return try checkRange(value, keyword, rule)
        case "oneOf", "anyOf", "allOf": return try checkBranches(value, keyword, rule)
        case let key where Self.annotations.contains(key): return []
        default: throw Failure.unknownKeyword(keyword)
        }
    }

    private func checkType(_ value: JSONValue, _ rule: JSONValue) throws -> [String] {
        let names = rule.kind == .array ? rule.elements.map(\.string) : [rule.string]
        let matches = try names.contains { name in
            switch name {
            case "null": value.kind == .null
            case "boolean": value.kind == .bool
            case "number": value.kind == .number
            case "integer": value.kind == .number && value.double?.rounded() == value.double
            case "string": value.kind == .string
            case "array": value.kind == .array
            case "object": value.kind == .object
            default: throw Failure.malformed("there is no type \(name ?? "")")
            }
        }
        let allowed = names.compactMap { $0 }.joined(separator: " or ")
        return matches ? [] : [Self.place(value) + "is \(value.kind.description), not \(allowed)"]
    }

    private func checkObject(
        _ value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue,
        in schema: JSONValue
    ) throws -> [String] {
        guard value.kind == .object else { return [] }
        switch keyword {
        case "required":
            return rule.elements.compactMap(\.string).filter { value[$0] == nil }
                .map { Self.place(value) + "\($0) is missing" }
        case "properties":
            return try rule.members.flatMap { property in
                try value[property.key].map {
                    try violations(of: $0, against: property.value)
                } ?? []
            }
        default:
            return try value.members.filter { schema["properties"]?[$0.key] == nil }
                .flatMap { try violations(of: $0.value, against: rule) }
        }
    }

    private func checkArray(
        _ value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue
    ) throws -> [String] {
        guard value.kind == .array else { return [] }
        if keyword == "items" {
            return try value.elements.flatMap { try violations(of: $0, against: rule) }
        }
        guard let bound = rule.int else { throw Failure.malformed("\(keyword) is a number") }
        let holds = keyword == "minItems" ? value.count >= bound : value.count <= bound
        return holds ? [] : [Self.place(value) + "has \(value.count) items, \(keyword) \(bound)"]
    }

    private func checkRange(
        _ value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue
    ) throws -> [String] {
        guard let bound = rule.double else { throw Failure.malformed("\(keyword) is a number") }
        let measure: Double
        if keyword.hasSuffix("Length") {
            guard let text = value.string else { return [] }
            measure = Double(text.unicodeScalars.count)
        } else {
            guard value.kind == .number, let number = value.double else { return [] }
            measure = number
        }
        let holds = keyword.hasPrefix("min") ? measure >= bound : measure <= bound
        return holds ? [] : [Self.place(value) + "\(measure) breaks \(keyword) \(bound)"]
    }

    private func checkBranches(
        _ value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue
    ) throws -> [String] {
        let branches = try rule.elements.map { try violations(of: value, against: $0) }
        let valid = branches.count { $0.isEmpty }
        let holds =
            switch keyword {
            case "oneOf": valid == 1
            case "anyOf": valid > 0
            default: valid == branches.count
            }
        let reasons = branches.flatMap { $0 }.joined(separator: "; ")
        return holds
            ? [] : [Self.place(value) + "\(valid) branches of \(keyword) hold (\(reasons))"]
    }

    private static func place(_ value: JSONValue) -> String { "\(value.pointer): " }
}
