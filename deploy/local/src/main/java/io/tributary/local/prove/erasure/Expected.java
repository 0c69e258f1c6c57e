package io.tributary.local.prove.erasure;

import static io.tributary.local.prove.erasure.Person.ANONYMOUS_ID;
import static io.tributary.local.prove.erasure.Person.EIGHT;
import static io.tributary.local.prove.erasure.Person.EMAIL;
import static io.tributary.local.prove.erasure.Person.EXTERNAL_ID;
import static io.tributary.local.prove.erasure.Person.NAME;
import static io.tributary.local.prove.erasure.Person.NOTE;
import static io.tributary.local.prove.erasure.Person.PHONE;
import static io.tributary.local.prove.erasure.Person.STREET;
import static io.tributary.local.prove.erasure.Person.TABLET;
import static io.tributary.local.prove.erasure.Person.TOKEN;
import static io.tributary.local.prove.erasure.Person.USER_ID;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each value must be found before anything is erased. A store that is missing here is searched all the same; one that
 * is here and holds nothing means that the story did not reach it, and nothing would be proven about it.
 *
 * @param place a part of the place's name
 */
record Expected(String store, String place, List<String> values) {

    static final List<Expected> BEFORE = List.of(
            new Expected("kafka", "cdp.events.v1", EIGHT),
            new Expected("kafka", "cdp.events-bulk.v1", List.of(EMAIL, PHONE, NAME, STREET, NOTE)),
            new Expected("kafka", "cdp.bad-rows.v1", List.of(EMAIL, USER_ID, NOTE, NAME, STREET, PHONE, TOKEN)),
            new Expected("kafka", "cdp.resolved-events.v1", EIGHT),
            new Expected("kafka", "cdp.contacts.v1", List.of(EMAIL, PHONE, TOKEN)),
            new Expected("kafka", "-changelog", List.of(EMAIL, NAME, STREET)),
            new Expected(
                    "postgres",
                    "cdp_identity.node",
                    List.of(EMAIL, PHONE, USER_ID, ANONYMOUS_ID, TABLET, TOKEN, EXTERNAL_ID)),
            new Expected("postgres", "cdp_identity.linkable_trait", List.of(NAME, STREET)),
            new Expected("postgres", "cdp_identity.guard_hit", List.of(ANONYMOUS_ID)),
            new Expected("postgres", "cdp_identity.dead_letter", List.of(EMAIL, NOTE)),
            new Expected(
                    "postgres", "cdp_ingestion.bad_row", List.of(EMAIL, USER_ID, NOTE, NAME, STREET, PHONE, TOKEN)),
            new Expected("postgres", "cdp_ingestion.job", List.of(EMAIL, PHONE, NAME, STREET)),
            new Expected("postgres", "cdp_activation.contact", List.of(EMAIL, PHONE, TOKEN)),
            new Expected("postgres", "cdp_activation.ledger", List.of(EMAIL)),
            new Expected("elasticsearch", "cdp-events", EIGHT),
            new Expected("elasticsearch", "cdp-profiles", List.of(EMAIL, PHONE, USER_ID, NAME, STREET)),
            new Expected("elasticsearch", "terms", List.of(EMAIL, USER_ID)),
            new Expected("state", "", List.of(EMAIL, USER_ID, NAME, STREET)),
            new Expected("files", "sendgrid.journal", List.of(EMAIL)),
            new Expected("files", "meta.journal", List.of(EMAIL)));

    private boolean isOf(ByteSearch.Found found, String value) {
        return found.store().equals(store)
                && found.place().contains(place)
                && found.value().equals(value);
    }

    /** What was not found although it must be there, in words. */
    static List<String> missing(ByteSearch.Answer answer) {
        var missing = new ArrayList<String>();
        for (var expected : BEFORE) {
            for (var value : expected.values()) {
                if (answer.found().stream().noneMatch(it -> expected.isOf(it, value))) {
                    missing.add(expected.store() + " " + expected.place() + " does not hold the " + value);
                }
            }
        }
        return missing;
    }
}
