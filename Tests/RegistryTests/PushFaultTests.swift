import HTTP
import Images
import Registry
import TestSupport
import Testing

// One after the other: each case holds several connections, and their threads are not without number.
@Suite("A push through faults", .serialized, .timeLimit(.minutes(5)))
struct PushFaultTests {
    /// What goes wrong, and how it has to end.
    struct Case: Sendable, CustomTestStringConvertible {
        enum End: Sendable {
            case pushed
            /// Fails with a headline that contains this.
            case failed(String)
        }

        let name: String
        var limit: @Sendable (String, String) -> LoopbackServer.BodyLimit = { _, _ in .whole }
        let fault: FakeRegistry.Fault
        var end = End.pushed

        var testDescription: String { name }
    }

    @Test("ends with a whole image or a clear error, never with a tag on half of one", arguments: Self.cases)
    func fault(_ fault: Case) async throws {
        let registry = try FakeRegistry(cutting: fault.limit, fault: fault.fault)
        var timing = TestClock().timing
        if fault.name.contains("stalled") {
            timing.idleTimeout = .milliseconds(300)
            timing.connectTimeout = .milliseconds(300)
        }
        let reference = try ImageReference(parsing: "\(registry.host)/app:1")
        let client = RegistryClient(
            reference.registry,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: timing
        )
        let exports = Count()
        let image = SampleImage()
        do {
            let result = try await client.push(
                image.source(exports, gate: registry.patchBegan),
                to: reference,
                limits: .tight
            )
            guard case .pushed = fault.end else {
                Issue.record("pushed, but should fail")
                return
            }
            let stored = try #require(try registry.image("1"))
            #expect(stored.isComplete)
            #expect(stored.manifest.digest == result.digest)
            #expect(stored.manifest.configuration.digest == image.identity.id)
        } catch let error as RegistryError {
            guard case .failed(let words) = fault.end else { throw error }
            #expect(error.headline.contains(words), "\(error)")
            #expect(try registry.image("1").map(\.isComplete) ?? true)
        }
        if exports.value > 1 { #expect(fault.name.contains("lost")) }
    }

    static let cases: [Case] = cuts + statuses + answersLost + protocolCases + finalCases

    /// The connection ends in the middle of a body, once.
    private static let cuts: [Case] = [
        ("PATCH", 0), ("PATCH", 1), ("PATCH", 65_536), ("PATCH", 1_000_000), ("PUT", 0), ("PUT", 1), ("PUT", 40),
    ]
    .flatMap { method, length in
        [("closed", LoopbackServer.Answer.close), ("reset", .reset)].map { how, answer in
            let limited = Count()
            let cut = Count()
            return Case(
                name: "\(method) is \(how) after \(length) bytes",
                limit: { at, target in
                    guard at == method, !target.contains("manifests") else { return .whole }
                    // Several PUTs may be under way: each is limited until one is cut, and each that was is cut.
                    let isDue = method == "PUT" ? cut.value == 0 : limited.isFirst()
                    return isDue ? .bytes(length) : .whole
                },
                fault: { step, _, request in
                    guard request.method == method, step != .manifest else { return nil }
                    let announced = request.headers["content-length"].flatMap { Int($0) }
                    guard announced.map({ $0 > request.body.count }) ?? (cut.value == 0) else { return nil }
                    cut.increase()
                    return .answer(answer)
                }
            )
        }
    }

    private static let repeatable: [FakeRegistry.Step] = [
        .headBlob, .headManifest, .post, .patch, .put, .commit, .manifest,
    ]

    /// Every step answers once with each status that passes.
    private static let statuses: [Case] = repeatable.flatMap { step in
        [
            (429, []), (429, [("Retry-After", "2")]), (500, []), (502, []),
            (503, [("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")]), (504, []),
        ]
        .map { (status: Int, headers: [(String, String)]) in
            Case(
                name: "\(step) answers \(status) \(headers.first?.1 ?? "")",
                fault: { at, count, _ in
                    let body = Array("<html>busy</html>".utf8)
                    return at == step && count == 0
                        ? .answer(
                            .response(
                                status: status,
                                headers: headers,
                                body: at == .headBlob || at == .headManifest ? [] : body
                            )
                        ) : nil
                }
            )
        }
    }

    /// Every step takes effect, but its answer is lost.
    private static let answersLost: [Case] = repeatable.flatMap { step in
        [("closed", LoopbackServer.Answer.close), ("reset", .reset), ("stalled", .stall)].map { how, answer in
            Case(
                name: "\(step) takes effect and is \(how)",
                fault: { at, count, _ in
                    at == step && count == 0 ? .afterwards(answer) : nil
                }
            )
        }
    }

    private static func once(_ step: FakeRegistry.Step, _ answer: LoopbackServer.Answer) -> FakeRegistry.Fault {
        { at, count, _ in at == step && count == 0 ? .answer(answer) : nil }
    }

    private static let protocolCases: [Case] = [
        Case(
            name: "the session is unknown at PATCH",
            fault: once(.patch, FakeRegistry.error(404, "BLOB_UPLOAD_UNKNOWN"))
        ),
        Case(
            name: "the session is unknown at commit",
            fault: once(.commit, FakeRegistry.error(404, "BLOB_UPLOAD_UNKNOWN"))
        ),
        Case(name: "the session is unknown at PUT", fault: once(.put, FakeRegistry.error(404, "BLOB_UPLOAD_UNKNOWN"))),
        Case(
            name: "ECR's 416",
            fault: once(
                .patch,
                FakeRegistry.error(416, "BLOB_UPLOAD_INVALID", "First byte of the layer part is 0 instead of 9")
            )
        ),
        Case(name: "ECR's digest complaint", fault: once(.commit, FakeRegistry.error(400, "BLOB_UPLOAD_INVALID"))),
        Case(
            name: "PATCH answers 201",
            fault: { step, _, request in
                let location = ("Location", request.target)
                return step == .patch ? .afterwards(.response(status: 201, headers: [location])) : nil
            }
        ),
        Case(
            name: "PATCH gives no Location",
            fault: { step, _, _ in
                step == .patch ? .afterwards(.response(status: 202)) : nil
            }
        ),
        Case(
            name: "HEAD of blobs is refused to this role",
            fault: { step, _, _ in
                step == .headBlob ? .answer(.response(status: 403)) : nil
            }
        ),
        Case(
            name: "HEAD of the tag is refused to this role",
            fault: { step, _, _ in
                step == .headManifest ? .answer(.response(status: 403)) : nil
            }
        ),
        Case(
            name: "PUT of a blob answers 204",
            fault: { step, _, _ in
                step == .put ? .afterwards(.response(status: 204)) : nil
            }
        ),
        Case(
            name: "a session is redirected",
            fault: { step, count, request in
                step == .post && count == 0
                    ? .answer(.response(status: 307, headers: [("Location", request.target)])) : nil
            }
        ),
    ]

    private static func always(_ step: FakeRegistry.Step, _ answer: LoopbackServer.Answer) -> FakeRegistry.Fault {
        { at, _, _ in at == step ? .answer(answer) : nil }
    }

    private static let finalCases: [Case] = [
        Case(
            name: "the repository does not exist",
            fault: always(.post, FakeRegistry.error(404, "NAME_UNKNOWN", "no such repository")),
            end: .failed("the repository app does not exist in 127.0.0.1")
        ),
        Case(
            name: "permission is denied",
            fault: always(.post, FakeRegistry.error(403, "DENIED", "not allowed to push")),
            end: .failed("permission denied: not allowed to push")
        ),
        Case(
            name: "a credential is wanted",
            fault: always(.post, .response(status: 401)),
            end: .failed("it asks for a credential and there is none")
        ),
        Case(
            name: "the registry stores something else",
            fault: { step, _, _ in
                let digest = Digest(of: [0]).description
                return step == .commit
                    ? .afterwards(.response(status: 201, headers: [("Docker-Content-Digest", digest)])) : nil
            },
            end: .failed("where sha256")
        ),
        Case(
            name: "the manifest is stored as something else",
            fault: { step, _, _ in
                let digest = Digest(of: [0]).description
                return step == .manifest
                    ? .afterwards(.response(status: 201, headers: [("Docker-Content-Digest", digest)])) : nil
            },
            end: .failed("where sha256")
        ),
        Case(
            name: "the tag is immutable and taken",
            fault: always(.manifest, FakeRegistry.error(400, "TAG_INVALID", "the tag is immutable")),
            end: .failed("is immutable")
        ),
        Case(
            name: "uploads are too large for a proxy",
            fault: always(.patch, .text(413, "<html>too large</html>")),
            end: .failed("status 413")
        ),
        Case(
            name: "the session is lost every time",
            fault: { step, _, _ in
                [.patch, .put, .commit].contains(step)
                    ? .answer(FakeRegistry.error(404, "BLOB_UPLOAD_UNKNOWN")) : nil
            },
            end: .failed("status 404")
        ),
        Case(
            name: "the registry is busy for ever",
            fault: always(.post, .response(status: 503)),
            end: .failed("status 503")
        ),
        Case(
            name: "an upload goes on in a private network",
            fault: always(.post, .response(status: 202, headers: [("Location", "http://10.0.0.1/v2/x")])),
            end: .failed("not allowed")
        ),
        Case(
            name: "an upload goes on nowhere",
            fault: always(.post, .response(status: 202)),
            end: .failed("without saying where")
        ),
        Case(
            name: "a login page answers everything",
            fault: { step, _, _ in
                step == .commit || step == .put
                    ? .answer(.text(200, "<html>log in</html>", headers: [("Content-Type", "text/html")])) : nil
            },
            end: .failed("an HTML page")
        ),
        Case(
            name: "a huge answer of no kind",
            fault: always(.post, .text(400, String(repeating: "x", count: 300_000))),
            end: .failed("status 400")
        ),
        Case(
            name: "a blob is lost between check and manifest",
            fault: { step, count, _ in
                guard step == .manifest, count == 0 else { return nil }
                return .answer(FakeRegistry.error(400, "MANIFEST_BLOB_UNKNOWN", "unknown \(SampleImage().identity.id)"))
            }
        ),
    ]
}
