import Hashing
import Testing

@Suite("Hashes agree with the published vectors")
struct HashingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let hash: String
        var testDescription: String { "'\(text.prefix(20))'" }
    }

    // FIPS 180-4, appendix B, and the empty message.
    @Test(arguments: [
        Case(text: "", hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Case(text: "abc", hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Case(
            text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            hash: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256(_ vector: Case) {
        #expect(Hexadecimal.encode(SHA256.hash(vector.text)) == vector.hash)
    }

    @Test func piecesGiveTheSameHashAsTheWhole() {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var computation = SHA256()
        var rest = bytes[...]
        for size in [0, 1, 63, 64, 65, 4096] {
            computation.update(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        computation.update(Array(rest))
        #expect(computation.finalize() == SHA256.hash(bytes))
    }

    // RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func hmac(key: [UInt8], message: String, code: String) {
        #expect(Hexadecimal.encode(HMAC.sha256(key: key, message: Array(message.utf8))) == code)
    }
}
