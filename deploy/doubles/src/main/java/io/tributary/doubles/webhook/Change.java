package io.tributary.doubles.webhook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the journal keeps: every change that an answer acknowledged, and the parts of a snapshot. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.EndpointSet.class, name = "endpoint-set"),
    @JsonSubTypes.Type(value = Change.EndpointRemoved.class, name = "endpoint-removed"),
    @JsonSubTypes.Type(value = Change.CallTaken.class, name = "call-taken"),
    @JsonSubTypes.Type(value = Change.MembersKept.class, name = "members-kept"),
    @JsonSubTypes.Type(value = Change.IdsKept.class, name = "ids-kept"),
})
sealed interface Change {

    /** The endpoint believes these secrets from now on; its members stay. */
    record EndpointSet(String name, List<String> secrets) implements Change {}

    record EndpointRemoved(String name) implements Change {}

    /** A call with its verdict; changes are empty unless it was accepted. */
    record CallTaken(WebhookCall call, List<MembershipChange> changes) implements Change {}

    /** Snapshot only. */
    record MembersKept(String endpoint, String audienceId, List<MembershipChange> members) implements Change {}

    /** Snapshot only: the webhook ids that were taken, oldest first. */
    record IdsKept(String endpoint, List<String> ids) implements Change {}
}
