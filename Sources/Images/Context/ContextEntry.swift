import CArchive

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// One file, directory or other entry of a build context, as the file system described it.
package struct ContextEntry: Sendable, Hashable {
    /// What an entry is.
    package enum Kind: Sendable, Hashable {
        case file(size: Int)
        case directory
        /// The target as it is written in the link, never followed.
        case symbolicLink(target: [UInt8])
        case fifo
        case characterDevice(UInt64)
        case blockDevice(UInt64)
    }

    /// Which file stands behind a name: two names of one identity are hard links.
    package struct Identity: Sendable, Hashable {
        let device: UInt64
        let inode: UInt64
    }

    package let path: ContextPath
    package let kind: Kind
    /// The permission bits with set-user-ID, set-group-ID and sticky: 12 bits.
    package let permissions: UInt32
    /// Seconds since 1970.
    package let modified: Int
    package let identity: Identity
    /// Whether the file has more names than one.
    package let isLinked: Bool
}

extension ContextEntry {
    /// The mode with the type of the file, as `stat` writes it.
    var mode: UInt32 {
        let type: FileType =
            switch kind {
            case .file: .regular
            case .directory: .directory
            case .symbolicLink: .symbolicLink
            case .fifo: .fifo
            case .characterDevice: .characterDevice
            case .blockDevice: .blockDevice
            }
        return type.rawValue | permissions
    }

    /// Describes an entry from its status; nil for a socket, which no archive can hold.
    init?(_ path: ContextPath, _ status: stat, linkTarget: () throws -> [UInt8]) rethrows {
        switch FileType(mode: status.st_mode) {
        case .regular: self.kind = .file(size: Int(status.st_size))
        case .directory: self.kind = .directory
        case .symbolicLink: self.kind = .symbolicLink(target: try linkTarget())
        case .fifo: self.kind = .fifo
        case .characterDevice: self.kind = .characterDevice(UInt64(truncatingIfNeeded: status.st_rdev))
        case .blockDevice: self.kind = .blockDevice(UInt64(truncatingIfNeeded: status.st_rdev))
        case .socket, nil: return nil
        }
        self.path = path
        self.permissions = UInt32(status.st_mode) & 0o7777
        #if canImport(Darwin)
            self.modified = status.st_mtimespec.tv_sec
        #else
            self.modified = status.st_mtim.tv_sec
        #endif
        self.identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino)
        )
        self.isLinked = status.st_nlink > 1
    }
}
