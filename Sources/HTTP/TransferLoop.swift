import CCurl
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one thread that drives all transfers of a client through a libcurl multi handle.
///
/// Every curl call but `curl_multi_wakeup` happens on that thread; others leave commands and wake it.
final class TransferLoop: Sendable {
    private enum Command {
        case start(TransferHandle.Shared)
        case proceed(ObjectIdentifier)
        case cancel(TransferHandle.Shared)
    }

    private struct Mailbox {
        var commands: [Command] = []
        var isRunning = false
        var isStopping = false
    }

    /// The multi handle; safe to share because other threads only wake it.
    private struct Multi: @unchecked Sendable {
        let handle: UnsafeMutableRawPointer
    }

    private let multi: Multi
    private let mailbox = Mutex(Mailbox())
    private let userAgent: String

    /// libcurl's one-time set-up. A peer that closes early must not end the process: SIGPIPE is ignored.
    private static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return shipit_global_init() == CURLE_OK
    }()

    init(userAgent: String) {
        guard Self.isReady, let handle = curl_multi_init() else {
            preconditionFailure("libcurl cannot be initialised")
        }
        self.multi = Multi(handle: handle)
        self.userAgent = userAgent
    }

    deinit {
        curl_multi_cleanup(multi.handle)
    }

    // MARK: From any thread

    func start(_ transfer: TransferHandle.Shared) {
        let startsThread = mailbox.withLock { mailbox in
            mailbox.commands.append(.start(transfer))
            defer { mailbox.isRunning = true }
            return !mailbox.isRunning
        }
        if startsThread {
            DispatchQueue(label: "shipit.http").async { self.run() }
        } else {
            curl_multi_wakeup(multi.handle)
        }
    }

    func cancel(_ transfer: TransferHandle.Shared) {
        post(.cancel(transfer))
    }

    /// Lets the thread end when the last transfer has.
    func stop() {
        mailbox.withLock { $0.isStopping = true }
        curl_multi_wakeup(multi.handle)
    }

    private func post(_ command: Command) {
        mailbox.withLock { $0.commands.append(command) }
        curl_multi_wakeup(multi.handle)
    }

    // MARK: On the loop's thread

    private func run() {
        var transfers: [ObjectIdentifier: Transfer] = [:]
        while true {
            let (commands, isStopping) = mailbox.withLock { mailbox in
                defer { mailbox.commands = [] }
                return (mailbox.commands, mailbox.isStopping)
            }
            for command in commands { execute(command, &transfers) }
            if isStopping, transfers.isEmpty { return }

            var running: Int32 = 0
            curl_multi_perform(multi.handle, &running)
            finishCompleted(&transfers)
            failStalled(&transfers)
            let pause: Int32 = transfers.isEmpty ? 60_000 : 500
            curl_multi_poll(multi.handle, nil, 0, pause, nil)
        }
    }

    private func execute(_ command: Command, _ transfers: inout [ObjectIdentifier: Transfer]) {
        switch command {
        case .start(let shared):
            let id = ObjectIdentifier(shared)
            let proceed: @Sendable () -> Void = { [weak self] in self?.post(.proceed(id)) }
            guard let transfer = Transfer(shared, userAgent: userAgent, proceed: proceed) else { return }
            transfers[id] = transfer
            curl_multi_add_handle(multi.handle, transfer.easy)
        case .proceed(let id):
            transfers[id]?.proceedAfterPause()
        case .cancel(let shared):
            guard let transfer = transfers.removeValue(forKey: ObjectIdentifier(shared)) else { return }
            curl_multi_remove_handle(multi.handle, transfer.easy)
            transfer.finish(.cancelled)
        }
    }

    private func finishCompleted(_ transfers: inout [ObjectIdentifier: Transfer]) {
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(multi.handle, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = shipit_message_easy(message) else { continue }
            let result = shipit_message_result(message)
            guard let (id, transfer) = transfers.first(where: { $0.value.easy == easy }) else { continue }
            curl_multi_remove_handle(multi.handle, easy)
            transfers[id] = nil
            transfer.finish(.completed(result))
        }
    }

    private func failStalled(_ transfers: inout [ObjectIdentifier: Transfer]) {
        for (id, transfer) in transfers where transfer.isStalled {
            curl_multi_remove_handle(multi.handle, transfer.easy)
            transfers[id] = nil
            transfer.finish(.stalled)
        }
    }
}
