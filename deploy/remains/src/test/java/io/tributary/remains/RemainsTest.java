package io.tributary.remains;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

class RemainsTest {

    private static final String SECRET = "qxvbnrtkplmw@shop.example";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path values;
    private Path searched;

    @BeforeEach
    void write() throws IOException {
        values =
                Files.writeString(folder.resolve("values.json"), "[{\"name\":\"email\",\"value\":\"" + SECRET + "\"}]");
        searched = Files.createDirectory(folder.resolve("searched"));
    }

    @Test
    void findsAFileThatIsPacked() throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(searched.resolve("rows.csv.gz")))) {
            out.write(("a;" + SECRET + ";b").getBytes(UTF_8));
        }

        assertThat(search("--files")).isEqualTo(1);
        assertThat(said.toString(UTF_8)).contains("rows.csv.gz", "\"value\":\"email\"", "\"looked\"");
        assertThat(said.toString(UTF_8))
                .as("a report names values and never holds one")
                .doesNotContain(SECRET);
    }

    @Test
    void leavesOutWhatIsSkipped() throws IOException {
        Files.writeString(searched.resolve("a.log"), SECRET);

        int found = Remains.search(
                Options.of(
                        "--values", values.toString(),
                        "--files", searched.toString(),
                        "--skip", searched.resolve("a.log").toString()),
                new PrintStream(said, true, UTF_8));

        assertThat(found).isZero();
    }

    @Test
    void findsWhatACompressedStateStoreAnswers() throws RocksDBException {
        store(SECRET.getBytes(UTF_8), false);

        assertThat(search("--raw")).as("no file shows it").isZero();
        assertThat(search("--state")).isEqualTo(1);
    }

    @Test
    void doesNotFindWhatAStateStoreHasDeleted() throws RocksDBException {
        store(SECRET.getBytes(UTF_8), true);

        assertThat(search("--state")).isZero();
    }

    @Test
    void saysNothingOfAFolderThatIsNotThere() {
        var options = Options.of(
                "--values", values.toString(), "--files", folder.resolve("none").toString());

        assertThatThrownBy(() -> Remains.search(options, new PrintStream(said, true, UTF_8)))
                .isInstanceOf(CannotSearch.class);
    }

    @Test
    void refusesAValueThatIsEverywhere() throws IOException {
        Files.writeString(values, "[{\"name\":\"name\",\"value\":\"Anna\"}]");

        assertThatThrownBy(() -> search("--files")).isInstanceOf(CannotSearch.class);
    }

    private int search(String option) {
        return Remains.search(
                Options.of("--values", values.toString(), option, searched.toString()),
                new PrintStream(said, true, UTF_8));
    }

    /** Many equal values, so that their blocks really are compressed. */
    private void store(byte[] value, boolean deletes) throws RocksDBException {
        RocksDB.loadLibrary();
        try (var options = new org.rocksdb.Options()
                        .setCreateIfMissing(true)
                        .setCompressionType(CompressionType.ZSTD_COMPRESSION);
                var database = RocksDB.open(options, searched.resolve("store").toString());
                var writes = new WriteOptions().setDisableWAL(true);
                var flush = new FlushOptions()) {
            for (int each = 0; each < 1_000; each++) {
                var scrambled = (each + " ").repeat(20).getBytes(UTF_8);
                database.put(writes, ("k" + each).getBytes(UTF_8), scrambled);
            }
            database.put(writes, "person".getBytes(UTF_8), value);
            database.flush(flush);
            if (deletes) {
                database.delete(writes, "person".getBytes(UTF_8));
                database.flush(flush);
            }
        }
    }
}
