/// Holds settings against a shape and writes down every difference.
struct ShapeCheck {
    var log: DiagnosticLog

    /// `name` is what people call the place: the key, or the list the value is an element of; `key` is where it
    /// is written, and where missing members are reported.
    mutating func check(_ setting: Setting, against shape: Shape, name: String, key: SourceLocation? = nil) {
        // Null takes a member away, and what is open is checked when it is known.
        if setting.isNull { return checkAbsent(shape, name, key ?? setting.location) }
        guard setting.template == nil || !shape.isScalar else { return }
        switch shape {
        case .anything:
            break
        case .text(let rule):
            guard let text = setting.text, rule.accepts(text) else { return differ(rule.expectation, setting, name) }
        case .word(let words):
            checkWord(setting, words, name)
        case .integer(let range):
            checkInteger(setting, range, name)
        case .number:
            switch setting.core {
            case .integer, .number: break
            default: differ("a number", setting, name)
            }
        case .boolean:
            if setting.bool == nil { differ("true or false", setting, name) }
        case .list(let element):
            guard let elements = setting.elements else { return differ("a list", setting, name) }
            for item in elements {
                if item.isNull { log.error(item.location, "expected a value in the list '\(name)', found nothing") }
                check(item, against: element, name: name)
            }
        case .dictionary(let keys, let value):
            checkDictionary(setting, keys, value, name)
        case .record(let record):
            checkRecord(setting, record, name, key ?? setting.location)
        }
    }

    private mutating func checkAbsent(_ shape: Shape, _ name: String, _ key: SourceLocation) {
        guard case .record(let record) = shape else { return }
        checkRequired(.empty(at: key), record, name, key)
    }

    private mutating func checkWord(_ setting: Setting, _ words: [String], _ name: String) {
        guard let text = setting.text else { return differ("a text", setting, name) }
        guard !words.contains(text) else { return }
        log.warning(
            setting.location,
            "expected one of \(words.joined(separator: ", ")) for '\(name)', found \(setting.found)",
            hint: setting.hasOpenOrigin ? nil : Suggestion.hint(for: text, among: words)
        )
    }

    private mutating func checkInteger(_ setting: Setting, _ range: ClosedRange<Int64>, _ name: String) {
        guard let value = setting.integer else {
            let isQuoted = setting.text.flatMap { Int64($0) } != nil
            return differ("an integer", setting, name, hint: isQuoted ? "write it without quotes" : nil)
        }
        guard !range.contains(value) else { return }
        let expectation =
            range.upperBound == Int64(Int32.max) && range.lowerBound == 0
            ? "an integer that is not negative" : "an integer from \(range.lowerBound) to \(range.upperBound)"
        differ(expectation, setting, name)
    }

    private mutating func checkDictionary(_ setting: Setting, _ keys: TextRule, _ value: Shape, _ name: String) {
        guard let members = setting.members else { return differ("a mapping", setting, name) }
        for member in members {
            if !keys.accepts(member.key) {
                log.error(member.keyLocation, "expected \(keys.expectation) in '\(name)', found '\(member.key)'")
            }
            check(member.value, against: value, name: member.key, key: member.keyLocation)
        }
    }

    private mutating func checkRecord(
        _ setting: Setting,
        _ record: Shape.Record,
        _ name: String,
        _ key: SourceLocation
    ) {
        guard let members = setting.members else { return differ("a mapping", setting, name) }
        for member in members {
            if let reason = record.reserved[member.key] {
                log.error(member.keyLocation, "'\(member.key)' is not given in '\(name)': \(reason)")
            } else if let shape = record.members[member.key] {
                check(member.value, against: shape, name: member.key, key: member.keyLocation)
            } else {
                unknown(member, record, name)
            }
        }
        checkRequired(setting, record, name, key)
    }

    private mutating func checkRequired(
        _ setting: Setting,
        _ record: Shape.Record,
        _ name: String,
        _ key: SourceLocation
    ) {
        for required in record.required where setting[required] == nil {
            log.error(key, "'\(required)' is missing in '\(name)'")
        }
    }

    private mutating func unknown(_ member: Setting.Member, _ record: Shape.Record, _ name: String) {
        let hint = Suggestion.hint(for: member.key, among: record.members.keys)
        switch record.owner {
        case .shipit:
            let known = "'\(name)' takes " + record.members.keys.sorted().joined(separator: ", ")
            log.error(member.keyLocation, "unknown key '\(member.key)' in '\(name)'", hint: hint ?? known)
        case .aws:
            guard let hint else { return }
            log.warning(
                member.keyLocation,
                "'\(member.key)' in '\(name)' is no member that shipit knows; it is passed to AWS as it is",
                hint: hint
            )
        }
    }

    private mutating func differ(_ expectation: String, _ setting: Setting, _ name: String, hint: String? = nil) {
        log.error(setting.location, "expected \(expectation) for '\(name)', found \(setting.found)", hint: hint)
    }
}

extension Shape {
    /// Whether a text may stand here, so that one with open places may turn out right.
    fileprivate var isScalar: Bool {
        switch self {
        case .text, .word, .integer, .number, .boolean, .anything: true
        case .list, .dictionary, .record: false
        }
    }
}

extension Setting {
    /// Whether the text was filled in and may not be shown.
    fileprivate var hasOpenOrigin: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.written != nil
    }

    /// What stands here, for people; never the value of a variable.
    var found: String {
        switch content {
        case .list: return "a list"
        case .map: return "a mapping"
        case .template(let template, _): return "'\(template.written)'"
        case .scalar(let scalar):
            if let written = scalar.written { return "what '\(written)' stands for" }
            if isNull { return "nothing" }
            return scalar.isPlain ? "'\(scalar.text)'" : "the text \"\(scalar.text)\""
        }
    }
}
