package io.tributary.local.prove.acked;

import io.tributary.local.prove.load.ProofCall.Shipment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The client's own book of what it was told is accepted: a line per call, in the hands of the operating system before the
 * call counts as acknowledged, so that the death of this process loses none. Thread-safe.
 */
final class AckLedger implements AutoCloseable {

    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 0.95};

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Integer> countedByPerson = new HashMap<>();
    private long calls;
    private String last = "";

    AckLedger(Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " cannot be written", e);
        }
    }

    Path file() {
        return file;
    }

    /** Each shipment once: what was sent again after its answer is the same promise. */
    synchronized void acknowledged(Shipment shipment) {
        var lines = new StringBuilder();
        for (var call : shipment.calls()) {
            lines.append(call.messageId())
                    .append(' ')
                    .append(call.person())
                    .append(call.counted() ? " counted .\n" : " other .\n");
        }
        var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " cannot be written", e);
        }
        for (var call : shipment.calls()) {
            countedByPerson.merge(call.person(), call.counted() ? 1 : 0, Integer::sum);
        }
        calls += shipment.calls().size();
        last = shipment.calls().getLast().messageId();
    }

    synchronized long calls() {
        return calls;
    }

    /** The id of the call that was acknowledged last. */
    synchronized String last() {
        return last;
    }

    /** Counts that divide the people: everybody, three quarters, half, a quarter and one in twenty have at least so many. */
    synchronized SortedSet<Integer> dividingCounts() {
        var counts = countedByPerson.values().stream().sorted().toList();
        var dividing = new TreeSet<Integer>();
        for (double share : SHARES) {
            dividing.add(Math.max(1, counts.get((int) (counts.size() * share))));
        }
        return dividing;
    }

    /** How many people have at least so many counted calls. */
    synchronized long peopleWithAtLeast(int count) {
        return countedByPerson.values().stream().filter(it -> it >= count).count();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " cannot be closed", e);
        }
    }
}
