extension AWSError: CustomStringConvertible {
    /// The operation, what AWS said, and what to do about it.
    package var description: String {
        var text = "\(service.displayName) \(operation): "
        text += code == Self.unexpectedAnswer ? message : message.isEmpty ? code : "\(code): \(message)"
        if let requestID { text += " (request \(requestID))" }
        if let hint { text += "; \(hint)" }
        return text
    }

    /// What the reader can do, when that is known.
    package var hint: String? {
        if isExpiredCredentials {
            return "the credentials have expired: sign in again (such as `aws sso login`), or renew them where they"
                + " come from, and run the same command again"
        }
        if isAccessDenied {
            let on = deniedResource.map { " on \($0)" } ?? ""
            let who = deniedPrincipal.map { " for \($0)" } ?? ""
            return "allow \(deniedAction)\(on)\(who)"
        }
        if code == "SignatureDoesNotMatch" || code == "InvalidSignatureException" {
            return "the secret key does not belong to the access key, or this machine's clock is wrong"
        }
        if isRejectedCredentials {
            return "AWS does not know these credentials: check the access key and, for temporary ones, the session"
                + " token"
        }
        return nil
    }

    /// The IAM action that was denied: as AWS names it in the message, else the operation's own.
    package var deniedAction: String {
        let named = words(after: "to perform:") ?? words(after: "not authorized to perform ")
        guard let named, named.contains(":"), !named.hasPrefix("arn:") else {
            return "\(service.signingName):\(operation)"
        }
        return named
    }

    /// The resource of a denial, when AWS names one.
    package var deniedResource: String? {
        words(after: "on resource:").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Who was denied, when AWS names them.
    package var deniedPrincipal: String? {
        words(after: "User:").flatMap { $0.hasPrefix("arn:") ? $0 : nil }
    }

    /// The word behind a phrase of AWS's message.
    private func words(after phrase: String) -> String? {
        guard let range = message.firstRange(of: phrase) else { return nil }
        let word = message[range.upperBound...].split(separator: " ").first ?? ""
        return String(word).trimmed(of: ",.;\"'")
    }
}

extension String {
    /// The text without characters of a set at both ends.
    func trimmed(of characters: String) -> String {
        var rest = Substring(self)
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        while let first = rest.first, characters.contains(first) { rest.removeFirst() }
        return String(rest)
    }
}
