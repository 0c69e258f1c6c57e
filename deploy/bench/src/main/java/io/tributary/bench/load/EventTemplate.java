package io.tributary.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One event as bytes, with the places that change from event to event. Built from a JSON text in which a run of one
 * letter marks a place: {@code MMM} message id, {@code UUU} user number, {@code TTT} time, {@code PPP} product, {@code AAA} amount;
 * {@code FFF} is filled up until the event has the wished size.
 */
public final class EventTemplate {

    /** What changes, with the marker that stands for it. */
    enum Slot {
        MESSAGE("M{32}"),
        USER("U{8}"),
        TIME("T{24}"),
        PRODUCT("P{4}"),
        AMOUNT("A{3}");

        private final String marker;

        Slot(String marker) {
            this.marker = marker;
        }
    }

    /** A slot at its place. */
    record Place(Slot slot, int offset, int width) {}

    private final byte[] bytes;
    private final List<Place> places;

    private EventTemplate(byte[] bytes, List<Place> places) {
        this.bytes = bytes;
        this.places = places;
    }

    public static EventTemplate of(String json, int sizeInBytes) {
        int filler = sizeInBytes - json.length() + "FFF".length();
        if (filler < 0) {
            throw new IllegalArgumentException("an event of this kind has at least " + (json.length() - "FFF".length())
                    + " bytes, not " + sizeInBytes);
        }
        var text = json.replace("FFF", "f".repeat(filler));
        var places = new ArrayList<Place>();
        for (var slot : Slot.values()) {
            var found = java.util.regex.Pattern.compile(slot.marker).matcher(text);
            while (found.find()) {
                places.add(new Place(slot, found.start(), found.end() - found.start()));
            }
        }
        return new EventTemplate(text.getBytes(StandardCharsets.US_ASCII), List.copyOf(places));
    }

    int size() {
        return bytes.length;
    }

    List<Place> places() {
        return places;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }
}
