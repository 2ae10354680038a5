import Testing

@testable import shipit

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("What is written gets out whole, or it is said why not")
struct StandardStreamTests {
    @Test func aTextArrivesWhole() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        try StandardStream.write("äbc\n", to: ends[1])
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(ends[0], &bytes, bytes.count)
        #expect(String(decoding: bytes[..<max(count, 0)], as: UTF8.self) == "äbc\n")
    }

    @Test func aReaderThatIsGoneAndAStreamThatNeverWasAreNoFailure() {
        StandardStream.ignoreBrokenPipes()
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        #expect(throws: StandardStream.Failure.closed) { try StandardStream.write("x", to: ends[1]) }
        close(ends[1])
        #expect(throws: StandardStream.Failure.closed) { try StandardStream.write("x", to: -1) }
    }

    #if os(Linux)
        @Test func aDiskThatIsFullIsSaid() {
            let full = open("/dev/full", O_WRONLY)
            defer { close(full) }
            let failure = #expect(throws: StandardStream.Failure.self) { try StandardStream.write("x", to: full) }
            #expect(failure.map { "\($0)" } == "the output cannot be written: No space left on device")
        }
    #endif
}
