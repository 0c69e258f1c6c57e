package io.tributary.identity.trait;

import io.tributary.identity.identifier.BlockedValues;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Decides whether a stated trait is worth keeping, and in which form. A row of letters that many people share is not. */
public record TraitForm(BlockedValues blocked) {

    /** A longer value is no name and no street. */
    static final int MAX_LENGTH = 100;

    private static final int DATE_LENGTH = "2000-01-31".length();
    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);

    /**
     * The value trimmed and in NFC, a birthday as {@code yyyy-MM-dd}; empty when it says nothing.
     *
     * @param today nobody is born later
     */
    public Optional<String> of(Statement statement, LocalDate today) {
        var value = Normalizer.normalize(statement.raw().strip(), Normalizer.Form.NFC);
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || value.chars().anyMatch(Character::isISOControl)
                || blocked.blocks(statement.trait().label(), value)) {
            return Optional.empty();
        }
        return switch (statement.trait()) {
            case BIRTHDAY -> birthday(value, today);
            case GIVEN_NAME, FAMILY_NAME, STREET, POSTCODE, CITY -> Optional.of(value);
        };
    }

    /** The date of an ISO 8601 date or time; other spellings differ in whether day or month comes first. */
    private static Optional<String> birthday(String value, LocalDate today) {
        if (value.length() < DATE_LENGTH) {
            return Optional.empty();
        }
        try {
            var date = LocalDate.parse(value.substring(0, DATE_LENGTH));
            return date.isBefore(EARLIEST) || date.isAfter(today) ? Optional.empty() : Optional.of(date.toString());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
