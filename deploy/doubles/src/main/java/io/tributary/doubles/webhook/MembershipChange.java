package io.tributary.doubles.webhook;

import io.tributary.doubles.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One person's entry to or exit from an audience, with the identifiers that were sent along. */
record MembershipChange(boolean isMember, String profileId, ObjectNode identifiers) {

    private static final int MOST_CHANGES = 500;

    /** The changes of a body's data, in order; empty when there are none, too many, or one of them is not readable. */
    static Optional<List<MembershipChange>> read(JsonNode data) {
        var changes = new ArrayList<MembershipChange>();
        var list = data.path("changes");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_CHANGES) {
            return Optional.empty();
        }
        for (var change : list) {
            var profileId = Json.text(change, "profile_id");
            var op = Json.text(change, "op").filter(name -> name.equals("add") || name.equals("remove"));
            if (profileId.isEmpty() || op.isEmpty()) {
                return Optional.empty();
            }
            var identifiers = change.path("identifiers") instanceof ObjectNode object ? object : Json.object();
            changes.add(new MembershipChange(op.get().equals("add"), profileId.get(), identifiers));
        }
        return Optional.of(changes);
    }
}
