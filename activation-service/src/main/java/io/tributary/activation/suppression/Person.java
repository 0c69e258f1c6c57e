package io.tributary.activation.suppression;

import io.tributary.activation.contact.Contact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the gate is told about somebody.
 *
 * @param contact null while identity-service has not stated one
 * @param fresh whether the contact's partition gave a sign of life recently enough
 * @param suppressions those of the person's own identifiers, whatever their scope
 */
public record Person(String profileId, @Nullable Contact contact, boolean fresh, List<Suppression> suppressions) {

    public Person {
        suppressions = List.copyOf(suppressions);
    }
}
