import Images
import Synchronization

/// What the uploads of one push have come to so far.
final class PushLedger: Sendable {
    struct Totals: Sendable {
        var existing: Set<Digest> = []
        var mounted: Set<Digest> = []
        var uploaded: [Digest: Int] = [:]
    }

    private let state = Mutex(Totals())
    private let spools = Mutex<[Digest: Spool]>([:])

    /// The blobs that layers became, by diff id, as far as they are in the registry.
    var layers: [(diffID: Digest, blob: Spool.Finished)] {
        let totals = totals
        return spools.withLock { $0 }.compactMap { diffID, spool in
            guard let blob = spool.finished,
                totals.uploaded[blob.digest] != nil || totals.existing.contains(blob.digest)
                    || totals.mounted.contains(blob.digest)
            else { return nil }
            return (diffID, blob)
        }
    }

    /// Notes which layer a spool's bytes are made of.
    func learn(_ diffID: Digest, _ spool: Spool) {
        spools.withLock { $0[diffID] = spool }
    }

    var totals: Totals { state.withLock { $0 } }

    /// Notes that a blob is in the registry, and how it came there.
    func note(_ digest: Digest, size: Int, _ outcome: UploadMachine.Outcome) {
        state.withLock { totals in
            switch outcome {
            case .existed: totals.existing.insert(digest)
            case .mounted: totals.mounted.insert(digest)
            case .uploaded: totals.uploaded[digest] = size
            }
        }
    }
}
