package io.tributary.identity.suggestion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows suggestions with the values of their profiles as they are now; none of these is stored with a suggestion. */
public final class ListSuggestions {

    private final Suggestions suggestions;
    private final LinkablePeople people;

    public ListSuggestions(Suggestions suggestions, LinkablePeople people) {
        this.suggestions = suggestions;
        this.people = people;
    }

    /** A suggestion and the values by field of either side. */
    public record Shown(StoredSuggestion stored, Map<String, List<String>> left, Map<String, List<String>> right) {}

    /** Blocks; the strongest first. */
    public List<Shown> page(String tenant, SuggestionState state, Optional<Suggestions.Place> after, int limit) {
        var page = suggestions.list(tenant, state, after, limit);
        var ids = new HashSet<UUID>();
        page.forEach(
                it -> ids.addAll(List.of(it.suggestion().left(), it.suggestion().right())));
        var living = people.people(tenant, ids);
        var shown = new ArrayList<Shown>();
        for (var stored : page) {
            shown.add(new Shown(
                    stored,
                    fields(living.get(stored.suggestion().left())),
                    fields(living.get(stored.suggestion().right()))));
        }
        return List.copyOf(shown);
    }

    private static Map<String, List<String>> fields(@Nullable LinkablePerson person) {
        return person == null ? Map.of() : person.fields();
    }
}
