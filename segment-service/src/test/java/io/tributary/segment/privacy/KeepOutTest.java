package io.tributary.segment.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.history.HistoryEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whose events are not indexed. */
class KeepOutTest {

    private final Map<String, Long> erased = Map.of("acme/anna", 9L, "acme/d1", 9L);
    private final PrivacyCounts counts = new PrivacyCounts();
    private final KeepOut keepOut = new KeepOut(new Rows(), counts);

    @Test
    void keepsOutWhatWasResolvedToAnErasedIdHoweverLate() {
        assertThat(admitted(event("acme", "anna", 3), event("acme", "anna", 12), event("globex", "anna", 3)))
                .containsExactly("globex anna 3");
        assertThat(counts.keptOut()).isEqualTo(2);
    }

    @Test
    void keepsOutWhatTheirStrongestIdentifierSaysIsTheirsFromBeforeTheErasure() {
        assertThat(admitted(
                        event("acme", "bert", 3, "email:d1"),
                        event("acme", "bert", 4, "email:x", "device:d1"),
                        event("acme", "anna-2", 12, "email:d1"),
                        event("acme", "carl", 5)))
                .containsExactly("acme bert 4", "acme anna-2 12", "acme carl 5");
    }

    private List<String> admitted(HistoryEvent... events) {
        return keepOut.admitted(List.of(events)).stream()
                .map(it -> it.tenant() + " " + it.profileId() + " " + it.graphNumber())
                .toList();
    }

    private static HistoryEvent event(String tenant, String profileId, long graphNumber, String... identifiers) {
        return new HistoryEvent(
                tenant,
                "m",
                profileId,
                graphNumber,
                "track",
                "E",
                "",
                "shop",
                new HistoryEvent.Ids("", "", "", ""),
                new HistoryEvent.Times(1, 1, 1, null, null, false),
                new HistoryEvent.Bodies("", "", "", "", "", 0, 0),
                new HistoryEvent.Origin(0, 0, List.of(identifiers)),
                new HistoryEvent.Place(0, 0),
                null);
    }

    private final class Rows implements PersonRows {
        @Override
        public Map<String, Long> amongErased(String tenant, Set<String> subjects) {
            var among = new HashMap<String, Long>();
            subjects.forEach(it -> {
                var number = erased.get(tenant + "/" + it);
                if (number != null) {
                    among.put(it, number);
                }
            });
            return among;
        }

        @Override
        public void erased(PersonRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void freed(String tenant, Collection<String> digests) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Long> delete(PersonRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Long> find(PersonRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void each(PersonRequest request, Consumer<PersonDocuments.Held> take) {
            throw new UnsupportedOperationException();
        }
    }
}
