package io.tributary.ingestion.adapter.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that were read from and may soon be read on: a gzipped one would have to be unpacked from its beginning again. Who
 * reads from one has it out of here. Beyond a few, the one that was put here first is closed.
 */
final class IdleFiles {

    // Each holds some hundred kilobytes of buffers.
    private static final int MOST = 16;

    private final LinkedHashMap<String, OpenFile> files = new LinkedHashMap<>();

    synchronized @Nullable OpenFile take(String id) {
        return files.remove(id);
    }

    synchronized void put(String id, OpenFile file) throws IOException {
        var before = files.put(id, file);
        if (before != null) {
            before.close();
        }
        if (files.size() > MOST) {
            files.pollFirstEntry().getValue().close();
        }
    }
}
