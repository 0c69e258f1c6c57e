package io.tributary.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Bodies for the batch route, no two alike: each event has a message id of its own and a person from a draw. Only the
 * places that change are written anew, because the generator shares its cores with the server. For one thread.
 */
public final class Bodies {

    private static final byte[] OPEN = "{\"batch\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final List<EventTemplate> templates;
    private final IntSupplier people;
    private final LongSupplier epochMillis;
    private final int batch;
    private final byte[][] drafts;
    private final byte[] run;
    private byte[] time = new byte[0];
    private long timeMillis = -1;
    private long events;
    private int next;

    /**
     * @param run eight characters that begin each message id, so that no two runs share one
     * @param templates events of equal size, taken in turn
     */
    public Bodies(String run, List<EventTemplate> templates, int batch, IntSupplier people, LongSupplier epochMillis) {
        this.run = run.getBytes(StandardCharsets.US_ASCII);
        if (this.run.length != 8) {
            throw new IllegalArgumentException("the name of a run has eight characters");
        }
        this.templates = List.copyOf(templates);
        this.batch = batch;
        this.people = people;
        this.epochMillis = epochMillis;
        this.drafts = new byte[templates.size()][];
        for (int first = 0; first < drafts.length; first++) {
            drafts[first] = draft(first);
        }
    }

    /** How many events one body has. */
    public int batch() {
        return batch;
    }

    /** Bytes of each body. */
    int size() {
        return OPEN.length + batch * (eventSize() + 1) - 1 + CLOSE.length;
    }

    private int eventSize() {
        return templates.getFirst().size();
    }

    private int offset(int index) {
        return OPEN.length + index * (eventSize() + 1);
    }

    private byte[] draft(int first) {
        byte[] body = new byte[size()];
        System.arraycopy(OPEN, 0, body, 0, OPEN.length);
        for (int index = 0; index < batch; index++) {
            template(first, index).copyTo(body, offset(index));
            body[offset(index) + eventSize()] = ',';
        }
        System.arraycopy(CLOSE, 0, body, body.length - CLOSE.length, CLOSE.length);
        return body;
    }

    private EventTemplate template(int first, int index) {
        return templates.get((first + index) % templates.size());
    }

    /** The next body; good until the next call. */
    byte[] next() {
        int first = next;
        // With a batch that is a multiple of the templates, the first one would otherwise never change.
        next = (next + 1) % drafts.length;
        byte[] body = drafts[first];
        tick();
        for (int index = 0; index < batch; index++) {
            fill(body, offset(index), template(first, index));
        }
        return body;
    }

    private void fill(byte[] body, int offset, EventTemplate template) {
        long number = ++events;
        int person = people.getAsInt();
        for (var place : template.places()) {
            int at = offset + place.offset();
            switch (place.slot()) {
                case MESSAGE -> {
                    System.arraycopy(run, 0, body, at, run.length);
                    digits(body, at + run.length, place.width() - run.length, number);
                }
                case USER -> digits(body, at, place.width(), person);
                case TIME -> System.arraycopy(time, 0, body, at, time.length);
                case PRODUCT -> digits(body, at, place.width(), number % 1_000);
                // Never a leading zero: JSON has no such number.
                case AMOUNT -> digits(body, at, place.width(), 100 + number * 7 % 900);
            }
        }
    }

    private void tick() {
        long now = epochMillis.getAsLong();
        if (now != timeMillis) {
            timeMillis = now;
            time = TIME.format(Instant.ofEpochMilli(now)).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static void digits(byte[] body, int at, int width, long number) {
        long rest = number;
        for (int place = width - 1; place >= 0; place--) {
            body[at + place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
