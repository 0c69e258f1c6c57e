package io.tributary.identity.suggestion;

import io.tributary.identity.trait.LinkableTrait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A profile with everything by which it can be recognised.
 *
 * @param traits one map per identifier that holds some, the latest first
 */
public record LinkablePerson(
        UUID id, List<String> emails, List<String> phones, List<Map<LinkableTrait, String>> traits) {

    /** With fewer fields no score reaches anything. */
    private static final int FEWEST_FIELDS = 2;

    public LinkablePerson {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        traits = List.copyOf(traits);
    }

    /** Whether comparing it can lead anywhere. */
    boolean isComparable() {
        return fields().size() >= FEWEST_FIELDS;
    }

    /** The values by field of {@link PeopleTable}, compared fields and others; only fields that have some. */
    Map<String, List<String>> values() {
        var values = new HashMap<>(fields());
        put(values, PeopleTable.POSTCODE, stated(LinkableTrait.POSTCODE));
        return values;
    }

    /** The compared fields alone. */
    public Map<String, List<String>> fields() {
        var fields = new HashMap<String, List<String>>();
        put(fields, PeopleTable.GIVEN_NAME, stated(LinkableTrait.GIVEN_NAME));
        put(fields, PeopleTable.FAMILY_NAME, stated(LinkableTrait.FAMILY_NAME));
        put(fields, PeopleTable.BIRTHDAY, stated(LinkableTrait.BIRTHDAY));
        put(fields, PeopleTable.EMAIL, emails);
        put(fields, PeopleTable.PHONE, phones);
        put(fields, PeopleTable.ADDRESS, addresses());
        return fields;
    }

    private static void put(Map<String, List<String>> fields, String field, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(field, values);
        }
    }

    private List<String> stated(LinkableTrait trait) {
        return traits.stream()
                .map(it -> it.get(trait))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Street, postcode and city as one event said them together. */
    private List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (var said : traits) {
            var parts = Stream.of(LinkableTrait.STREET, LinkableTrait.POSTCODE, LinkableTrait.CITY)
                    .map(said::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (!parts.isEmpty()) {
                addresses.add(String.join(", ", parts));
            }
        }
        return addresses.stream().distinct().toList();
    }
}
