import PlimsollJSON

extension JSONWriter {
    /// Writes a value; a text of a query or a form as what it spells: a number, true or false, or
    /// a list of such.
    mutating func spelled(_ value: JSONValue) {
        switch value.kind {
        case .object:
            object { writer in
                for member in value.members {
                    writer.key(named: member.key)
                    writer.spelled(member.value)
                }
            }
        case .array:
            array { writer in for element in value.elements { writer.spelled(element) } }
        case .string where value.isLoose:
            if let number = value.int {
                self.value(number)
            } else if let number = value.double {
                self.value(number)
            } else if let flag = value.bool {
                self.value(flag)
            } else if value.string?.contains(",") == true {
                array { writer in for part in value.elements { writer.spelled(part) } }
            } else {
                self.value(value.string)
            }
        default: self.value(value)
        }
    }
}
