// Fields by type. Each notes a problem that says what was given and what is allowed.

extension JSONFieldReader {
    /// A string.
    ///
    /// - Parameters:
    ///   - name: The field.
    ///   - required: Whether its absence is a problem.
    ///   - length: How many Unicode scalars it may have.
    /// - Returns: The string, or nil if it is absent or a problem was noted.
    public func string(
        _ name: String,
        required: Bool = false,
        length: ClosedRange<Int> = 0...Int.max
    ) -> String? {
        guard let value = present(name, required: required) else { return nil }
        guard let text = value.string else {
            problems.add(at: value, Self.mismatch("a string", value))
            return nil
        }
        if length != 0...Int.max, !length.contains(text.unicodeScalars.count) {
            let allowed = Self.sentence(length)
            problems.add(
                at: value,
                "must be \(allowed) characters long, got \(text.unicodeScalars.count)"
            )
            return nil
        }
        return text
    }

    /// A whole number, however it is written: `70e9` is one.
    ///
    /// - Parameters:
    ///   - name: The field.
    ///   - required: Whether its absence is a problem.
    ///   - range: What is allowed.
    /// - Returns: The number, or nil if it is absent or a problem was noted.
    public func int(
        _ name: String,
        required: Bool = false,
        in range: ClosedRange<Int> = Int.min...Int.max
    ) -> Int? {
        present(name, required: required).flatMap { int(of: $0, in: range) }
    }

    /// A number.
    ///
    /// - Parameters:
    ///   - name: The field.
    ///   - required: Whether its absence is a problem.
    ///   - range: What is allowed; a lower bound of `.leastNonzeroMagnitude` says "above 0".
    /// - Returns: The number, always finite, or nil if it is absent or a problem was noted.
    public func double(
        _ name: String,
        required: Bool = false,
        in range: ClosedRange<Double> = -.infinity ... .infinity
    ) -> Double? {
        guard let value = present(name, required: required) else { return nil }
        guard let number = value.double else {
            problems.add(at: value, Self.mismatch(Self.number(range), value) + Self.hint(value))
            return nil
        }
        guard range.contains(number) else {
            problems.add(at: value, "must be \(Self.sentence(range)), got \(Self.given(value))")
            return nil
        }
        return number
    }

    /// A `true` or `false`.
    public func bool(_ name: String, required: Bool = false) -> Bool? {
        guard let value = present(name, required: required) else { return nil }
        guard let flag = value.bool else {
            problems.add(at: value, Self.mismatch("true or false", value))
            return nil
        }
        return flag
    }

    /// One of several words, whatever their case; the closest ones are suggested for an unknown one.
    ///
    /// - Parameters:
    ///   - name: The field.
    ///   - options: What is allowed.
    ///   - required: Whether its absence is a problem.
    /// - Returns: The option as `options` spells it, or nil if it is absent or a problem was noted.
    public func choice(
        _ name: String,
        of options: [String],
        required: Bool = false
    ) -> String? {
        guard let value = present(name, required: required) else { return nil }
        guard value.kind == .string, let text = value.string else {
            let expected = "one of " + options.joined(separator: ", ")
            problems.add(at: value, Self.mismatch(expected, value))
            return nil
        }
        for option in options where Self.isSameWord(option, text) { return option }
        problems.add(
            at: value,
            "must be one of \(options.joined(separator: ", ")), got \(Excerpt.quoted(text))",
            suggestions: SpellingSuggestion.closest(to: text, in: options)
        )
        return nil
    }

    /// One of an enumeration's cases, by its raw value; see ``choice(_:of:required:)``.
    public func choice<Option: CaseIterable & RawRepresentable<String>>(
        _ name: String,
        as type: Option.Type,
        required: Bool = false
    ) -> Option? {
        choice(name, of: Option.allCases.map(\.rawValue), required: required)
            .flatMap(Option.init(rawValue:))
    }

    /// A reader of the object in this field, which the caller has to finish.
    public func object(_ name: String, required: Bool = false) -> JSONFieldReader? {
        guard let value = present(name, required: required) else { return nil }
        guard value.kind == .object else {
            problems.add(at: value, Self.mismatch("an object", value))
            return nil
        }
        return JSONFieldReader(value, problems)
    }

    /// What `read` makes of the object in this field; unknown fields in it are reported.
    public func object<Result, Failure: Error>(
        _ name: String,
        required: Bool = false,
        read: (JSONFieldReader) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let reader = object(name, required: required) else { return nil }
        let result = try read(reader)
        reader.finish()
        return result
    }

    /// The elements of an array; for a query field its comma-separated parts.
    ///
    /// - Parameters:
    ///   - name: The field.
    ///   - required: Whether its absence is a problem.
    ///   - count: How many elements are allowed.
    /// - Returns: The elements, unread, or nil if the field is absent or a problem was noted.
    public func array(
        _ name: String,
        required: Bool = false,
        count: ClosedRange<Int> = 0...Int.max
    ) -> JSONElements? {
        guard let value = present(name, required: required) else { return nil }
        guard value.kind == .array || value.isLoose else {
            problems.add(at: value, Self.mismatch("an array", value))
            return nil
        }
        let elements = value.elements
        if count != 0...Int.max {
            let given = value.isLoose ? elements.reduce(0) { sum, _ in sum + 1 } : value.count
            guard count.contains(given) else {
                problems.add(at: value, "must have \(Self.sentence(count)) elements, got \(given)")
                return nil
            }
        }
        return elements
    }

    /// An array of strings; elements of other types are noted and left out.
    public func strings(
        _ name: String,
        required: Bool = false,
        count: ClosedRange<Int> = 0...Int.max
    ) -> [String]? {
        array(name, required: required, count: count)?.compactMap { element in
            guard let text = element.string else {
                problems.add(at: element, Self.mismatch("a string", element))
                return nil
            }
            return text
        }
    }

    /// An array of whole numbers; elements that are none or out of range are noted and left out.
    public func ints(
        _ name: String,
        required: Bool = false,
        in range: ClosedRange<Int> = Int.min...Int.max,
        count: ClosedRange<Int> = 0...Int.max
    ) -> [Int]? {
        array(name, required: required, count: count)?.compactMap { int(of: $0, in: range) }
    }

    /// Readers of the objects in an array, each for the caller to finish; other elements are noted.
    public func objects(
        _ name: String,
        required: Bool = false,
        count: ClosedRange<Int> = 0...Int.max
    ) -> [JSONFieldReader]? {
        array(name, required: required, count: count)?.compactMap { element in
            guard element.kind == .object else {
                problems.add(at: element, Self.mismatch("an object", element))
                return nil
            }
            return JSONFieldReader(element, problems)
        }
    }

    private func int(of value: JSONValue, in range: ClosedRange<Int>) -> Int? {
        if let number = value.int {
            if range.contains(number) { return number }
            problems.add(at: value, "must be \(Self.sentence(range)), got \(Self.given(value))")
            return nil
        }
        // A double of 2^53 or more has no fraction.
        guard let number = value.double, number.magnitude >= 0x1p53 else {
            let allowed = range == Int.min...Int.max ? "" : " " + Self.sentence(range)
            let expected = "a whole number" + allowed
            problems.add(at: value, Self.mismatch(expected, value) + Self.hint(value))
            return nil
        }
        // Whole but beyond 64 bits.
        let shown = range == Int.min...Int.max ? "within 64 bits" : Self.sentence(range)
        problems.add(at: value, "must be \(shown), got \(Self.given(value))")
        return nil
    }
}

// MARK: - Words for ranges

extension JSONFieldReader {
    private static func number(_ range: ClosedRange<Double>) -> String {
        range == -.infinity ... .infinity ? "a number" : "a number " + sentence(range)
    }

    private static func sentence(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (let low, let high) where low == high: "exactly \(low)"
        case (.min, let high): "at most \(high)"
        case (let low, .max): "at least \(low)"
        case (let low, let high): "from \(low) to \(high)"
        }
    }

    private static func sentence(_ range: ClosedRange<Double>) -> String {
        let isOpen = range.lowerBound == .leastNonzeroMagnitude
        let low = isOpen ? "above 0" : "at least \(shown(range.lowerBound))"
        switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
        case (true, true) where isOpen: return low + " and at most \(shown(range.upperBound))"
        case (true, true): return "from \(shown(range.lowerBound)) to \(shown(range.upperBound))"
        case (true, false): return low
        case (false, _): return "at most \(shown(range.upperBound))"
        }
    }

    private static func shown(_ number: Double) -> String {
        JSONNumber.whole(number).map(String.init) ?? number.description
    }

    /// A number in quotes is the commonest mistake, and the message alone would puzzle.
    private static func hint(_ value: JSONValue) -> String {
        guard value.kind == .string, !value.isLoose else { return "" }
        let bytes = value.textBytes
        guard JSONNumber.isNumber(in: bytes, 0..<bytes.count) else { return "" }
        return "; leave out the quotes"
    }

    /// Equal but for the case of ASCII letters, without building strings.
    private static func isSameWord(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        let (left, right) = (one.utf8.span, other.utf8.span)
        for index in left.indices where left[index] != right[index] {
            guard left[index] | 0x20 == right[index] | 0x20, JSONText.isLetter(left[index]) else {
                return false
            }
        }
        return true
    }
}
