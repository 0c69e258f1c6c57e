package io.tributary.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Which batches of the demo have been answered, and how: one line each, appended when the answer is there. A run that is
 * killed between answer and line sends that batch again with the same message ids, which count once. Thread-safe.
 */
public final class SentLedger {

    private final Path file;
    private final BitSet answered = new BitSet();
    private int accepted;
    private int refused;

    /** Reads what an earlier run wrote; a half-written last line is passed over. */
    public SentLedger(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " cannot be read", e);
        }
    }

    private void read(String line) {
        var fields = line.split(" ", -1);
        if (fields.length == 4 && ".".equals(fields[3])) {
            count(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]));
        }
    }

    private void count(int batch, int acceptedInBatch, int refusedInBatch) {
        if (!answered.get(batch)) {
            answered.set(batch);
            accepted += acceptedInBatch;
            refused += refusedInBatch;
        }
    }

    public synchronized boolean has(int batch) {
        return answered.get(batch);
    }

    public synchronized void add(int batch, int acceptedInBatch, int refusedInBatch) {
        var line = batch + " " + acceptedInBatch + " " + refusedInBatch + " .\n";
        try {
            Files.write(
                    file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " cannot be written", e);
        }
        count(batch, acceptedInBatch, refusedInBatch);
    }

    public synchronized int accepted() {
        return accepted;
    }

    public synchronized int refused() {
        return refused;
    }
}
