import Dispatch
import HTTP
import Testing

@Suite("A byte channel is bounded, ordered and never loses a wake-up")
struct ByteChannelTests {
    struct Failure: Error, Equatable {}

    @Test func chunksArriveInOrderThroughANarrowChannel() async throws {
        let channel = ByteChannel(capacity: 3)
        async let written: Void = {
            for number in 0..<1000 { try await channel.write([UInt8(truncatingIfNeeded: number), 1, 2]) }
            channel.finish()
        }()
        var numbers: [UInt8] = []
        while let chunk = try await channel.read() { numbers.append(chunk[0]) }
        try await written
        #expect(numbers == (0..<1000).map { UInt8(truncatingIfNeeded: $0) })
    }

    @Test func aBlockingReaderGetsWhatATaskWrites() async throws {
        let channel = ByteChannel(capacity: 8)
        let total = await withCheckedContinuation { (done: CheckedContinuation<Int, Never>) in
            DispatchQueue.global().async {
                var total = 0
                while let chunk = try? channel.readBlocking() { total += chunk.count }
                done.resume(returning: total)
            }
            Task {
                for _ in 0..<100 { try await channel.write([1, 2, 3, 4, 5]) }
                channel.finish()
            }
        }
        #expect(total == 500)
    }

    @Test func readingInPartsKeepsTheBytesAndTheirOrder() {
        let channel = ByteChannel()
        #expect(channel.tryWrite([1, 2, 3, 4, 5], waker: {}).isTaken)
        #expect(channel.next(2) == [1, 2])
        #expect(channel.next(2) == [3, 4])
        #expect(channel.next(9) == [5])
        #expect(channel.next(9) == nil)
    }

    @Test func anErrorComesAfterWhatWasWritten() async throws {
        let channel = ByteChannel()
        try await channel.write([7])
        channel.finish(throwing: Failure())
        #expect(try await channel.read() == [7])
        await #expect(throws: Failure.self) { try await channel.read() }
    }

    @Test func aWriterLearnsThatTheReaderIsGone() async throws {
        let channel = ByteChannel(capacity: 1)
        try await channel.write([1])
        let writer = Task { try await channel.write([2]) }
        channel.abandon()
        await #expect(throws: ByteChannel.ReaderGone.self) { try await writer.value }
    }

    @Test func cancellingAWaitingReaderEndsIt() async throws {
        for _ in 0..<200 {
            let channel = ByteChannel()
            let reader = Task { try await channel.read() }
            reader.cancel()
            await #expect(throws: CancellationError.self) { try await reader.value }
        }
    }

    @Test func cancellingAWaitingWriterEndsIt() async throws {
        for _ in 0..<200 {
            let channel = ByteChannel(capacity: 1)
            try await channel.write([1])
            let writer = Task { try await channel.write([2]) }
            writer.cancel()
            await #expect(throws: CancellationError.self) { try await writer.value }
        }
    }
}

extension ByteChannel.WriteAttempt {
    fileprivate var isTaken: Bool {
        if case .taken = self { true } else { false }
    }
}

extension ByteChannel {
    fileprivate func next(_ limit: Int) -> [UInt8]? {
        if case .chunk(let bytes) = tryRead(upTo: limit, waker: {}) { bytes } else { nil }
    }
}
