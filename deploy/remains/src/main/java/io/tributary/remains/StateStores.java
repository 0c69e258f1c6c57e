package io.tributary.remains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Opens every RocksDB below a folder read-only and reads all keys and values of all column families: what the store
 * answers, whatever compression and key sharing its files use.
 */
final class StateStores {

    private static final String STORE = "state";
    private static final String MARK = "CURRENT";

    private final Path folder;
    private final Report report;

    StateStores(Path folder, Report report) {
        this.folder = folder;
        this.report = report;
    }

    void search() {
        RocksDB.loadLibrary();
        try (var files = Files.walk(folder)) {
            for (var mark : (Iterable<Path>)
                    files.filter(it -> it.getFileName().toString().equals(MARK)).sorted()::iterator) {
                read(mark.resolveSibling("."));
            }
        } catch (IOException | RocksDBException e) {
            throw new CannotSearch("The state below " + folder + " cannot be read: " + e, e);
        }
    }

    private void read(Path store) throws RocksDBException, IOException {
        var pass = report.pass();
        var own = Files.createTempDirectory("remains-");
        var handles = new ArrayList<ColumnFamilyHandle>();
        // Its log goes elsewhere: who searches changes nothing.
        try (var options = new DBOptions().setDbLogDir(own.toString());
                var database = RocksDB.openReadOnly(options, store.toString(), families(store), handles)) {
            for (var handle : handles) {
                read(database, handle, pass);
                handle.close();
            }
        } finally {
            FileTree.delete(own);
        }
        report.close(STORE, folder.relativize(store.normalize()).toString(), pass);
    }

    private static List<ColumnFamilyDescriptor> families(Path store) throws RocksDBException {
        try (var options = new Options()) {
            return RocksDB.listColumnFamilies(options, store.toString()).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
        }
    }

    private static void read(RocksDB database, ColumnFamilyHandle family, Scanner.Pass pass) throws RocksDBException {
        try (var options = new ReadOptions().setTotalOrderSeek(true);
                var entries = database.newIterator(family, options)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                pass.separate();
                pass.feed(entries.key());
                pass.separate();
                pass.feed(entries.value());
            }
            entries.status();
        }
    }
}
