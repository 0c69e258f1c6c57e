package io.tributary.ingestion.adapter.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A directory that nobody but this process's account may look into: what customers upload lies there. */
final class OwnDirectory {

    /** The rights of a file in it. */
    static final FileAttribute<Set<PosixFilePermission>> FILE = rights("rw-------");

    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = rights("rwx------");

    private OwnDirectory() {}

    /**
     * Makes the directory, or takes the one there is.
     *
     * @throws IOException when it belongs to somebody else, is no directory, or cannot be made
     */
    static void make(Path directory) throws IOException {
        var parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            take(directory);
        }
    }

    private static void take(Path directory) throws IOException {
        var self = directory
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(self)) {
            throw new IOException("the directory of imports belongs to somebody else: " + directory);
        }
        Files.setPosixFilePermissions(directory, DIRECTORY.value());
    }

    private static FileAttribute<Set<PosixFilePermission>> rights(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
