package io.tributary.identity.adapter.kafka;

import io.tributary.identity.trait.FullName;
import io.tributary.identity.trait.LinkableTrait;
import io.tributary.identity.trait.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what traits say about a person's names, birthday and address, under the names that clients use for them. */
final class TraitFields {

    private static final String FULL_NAME = "name";

    private final List<Statement> statements = new ArrayList<>();
    private @Nullable String fullName;

    static boolean isKnown(String field) {
        return field.equals(FULL_NAME) || trait(field).isPresent();
    }

    static boolean isOfAddress(String field) {
        return trait(field)
                .filter(it -> switch (it) {
                    case STREET, POSTCODE, CITY -> true;
                    case GIVEN_NAME, FAMILY_NAME, BIRTHDAY -> false;
                })
                .isPresent();
    }

    /** Takes a known field in. */
    void take(String field, String value) {
        if (field.equals(FULL_NAME)) {
            fullName = value;
        }
        trait(field).ifPresent(it -> statements.add(new Statement(it, value)));
    }

    /** Everything that was said; a full name counts when its parts were not given. */
    List<Statement> statements() {
        var name = fullName;
        if (name != null && statements.stream().noneMatch(TraitFields::isName)) {
            statements.addAll(FullName.parts(name));
            fullName = null;
        }
        return statements;
    }

    private static boolean isName(Statement statement) {
        return statement.trait() == LinkableTrait.GIVEN_NAME || statement.trait() == LinkableTrait.FAMILY_NAME;
    }

    private static Optional<LinkableTrait> trait(String field) {
        return switch (field) {
            case "firstName", "first_name", "firstname", "givenName" -> Optional.of(LinkableTrait.GIVEN_NAME);
            case "lastName", "last_name", "lastname", "familyName", "surname" -> Optional.of(LinkableTrait.FAMILY_NAME);
            case "birthday", "birthdate", "dateOfBirth", "date_of_birth" -> Optional.of(LinkableTrait.BIRTHDAY);
            case "street" -> Optional.of(LinkableTrait.STREET);
            case "postalCode", "postal_code", "zip", "postcode" -> Optional.of(LinkableTrait.POSTCODE);
            case "city" -> Optional.of(LinkableTrait.CITY);
            default -> Optional.empty();
        };
    }
}
