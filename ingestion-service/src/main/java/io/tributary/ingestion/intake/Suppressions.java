package io.tributary.ingestion.intake;

import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.suppression.NormalForm;
import org.jspecify.annotations.Nullable;

/** Finds out whether a call is about somebody who must not be taken in, by every identifier that it names. */
record Suppressions(DoorList doorList) {

    boolean isAbout(SentCall sent, Shared shared, Arrival arrival) {
        if (doorList.isEmpty(arrival.source().tenant())) {
            return false;
        }
        var asked = new Question(arrival);
        return asked.id("user_id", sent.text(Field.USER_ID))
                || asked.id("anonymous_id", sent.text(Field.ANONYMOUS_ID))
                || asked.eitherId(sent.text(Field.PREVIOUS_ID))
                || sent.misspelledIds().stream().anyMatch(asked::eitherId)
                || sent.otherIds().stream().anyMatch(asked::otherId)
                || asked.traits(sent.part(Part.TRAITS))
                || asked.context(sent.part(Part.CONTEXT))
                || asked.context(shared.context());
    }

    private final class Question {

        private final Arrival arrival;

        Question(Arrival arrival) {
            this.arrival = arrival;
        }

        boolean id(String namespace, String id) {
            return blocks(namespace, NormalForm.ofId(id));
        }

        boolean eitherId(String id) {
            return id("user_id", id) || id("anonymous_id", id);
        }

        boolean otherId(OtherId id) {
            return externalId(new SentObject.ExternalId(ExternalIds.typeOf(id), id.value()));
        }

        boolean context(@Nullable SentObject context) {
            return context != null
                    && (traits(context.hints().traits())
                            || context.hints().externalIds().stream().anyMatch(this::externalId));
        }

        boolean traits(@Nullable SentObject traits) {
            return traits != null
                    && (blocks("email", NormalForm.ofEmail(traits.hints().email()))
                            || blocks("phone", NormalForm.ofPhone(traits.hints().phone())));
        }

        private boolean externalId(SentObject.ExternalId external) {
            var namespace = NormalForm.ofNamespace(external.type());
            return blocks(
                    namespace,
                    switch (namespace) {
                        case "email" -> NormalForm.ofEmail(external.id());
                        case "phone" -> NormalForm.ofPhone(external.id());
                        default -> NormalForm.ofId(external.id());
                    });
        }

        private boolean blocks(String namespace, String normalValue) {
            return doorList.blocks(arrival.source().tenant(), namespace, normalValue, arrival.judgedAt());
        }
    }
}
