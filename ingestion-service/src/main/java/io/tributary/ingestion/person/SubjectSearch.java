package io.tributary.ingestion.person;

import io.tributary.ingestion.person.PersonRequest.Known;
import io.tributary.ingestion.suppression.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds a person in what is kept, by every value, digest and profile id of the request, however it is written there and by
 * nothing less: a longer value that has the person's in it is somebody else's. Safe for use by many threads.
 */
public final class SubjectSearch {

    /** The namespace of the digests that stand for fields that a tenant keeps out. */
    private static final String PRIVATE_FIELD = "private_field";

    private final List<Sought> sought;
    private final AtomicLong cut = new AtomicLong();

    private SubjectSearch(Set<Sought> sought) {
        this.sought = List.copyOf(sought);
    }

    public static SubjectSearch of(PersonRequest request, Digest digest) {
        var sought = new LinkedHashSet<Sought>();
        for (var known : request.identifiers()) {
            sought.addAll(sought(known));
            sought.add(hex(known.digest()));
            sought.add(hex(digest.of(request.tenant(), PRIVATE_FIELD, known.value())));
        }
        request.profileIds().forEach(it -> sought.add(new Sought.Token(it)));
        return new SubjectSearch(sought);
    }

    private static List<Sought> sought(Known known) {
        var value = known.value();
        if (value.isBlank()) {
            return List.of();
        }
        return switch (known.namespace()) {
            case "email" -> List.of(new Sought.Address(value));
            case "phone" -> phone(known);
            default -> id(known);
        };
    }

    private static List<Sought> phone(Known known) {
        return Sought.Phone.isWhole(known.value()) ? List.of(new Sought.Phone(known.value())) : id(known);
    }

    /** A short value, or a number that might count something, says nothing unless it stands where ids stand. */
    private static List<Sought> id(Known known) {
        var value = known.value();
        if (Sought.Named.isNeededFor(value)) {
            return List.of(new Sought.Named(known.namespace(), value));
        }
        // Forms write a blank as a plus.
        return value.indexOf(' ') < 0
                ? List.of(new Sought.Token(value))
                : List.of(new Sought.Token(value), new Sought.Token(value.replace(' ', '+')));
    }

    private static Sought hex(byte[] digest) {
        return new Sought.Token(HexFormat.of().formatHex(digest));
    }

    /** Whether the person is in these bytes. */
    public boolean isIn(byte[] bytes) {
        var outcome = Readings.anyOf(bytes, this::isAnyIn);
        if (outcome.cut() && !outcome.found()) {
            cut.incrementAndGet();
        }
        return outcome.found();
    }

    public boolean isIn(String text) {
        return isIn(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isAnyIn(String reading) {
        var text = Sought.Text.of(reading);
        return sought.stream().anyMatch(it -> it.isIn(text));
    }

    /** How many things were packed too deeply or too large to be looked at whole; not found in what was looked at. */
    public long cut() {
        return cut.get();
    }
}
