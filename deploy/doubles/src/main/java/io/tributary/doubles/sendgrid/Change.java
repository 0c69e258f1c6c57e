package io.tributary.doubles.sendgrid;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the journal keeps: every change that an answer acknowledged, and the parts of a snapshot. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.ListNamed.class, name = "list-named"),
    @JsonSubTypes.Type(value = Change.ListDeleted.class, name = "list-deleted"),
    @JsonSubTypes.Type(value = Change.JobAccepted.class, name = "job-accepted"),
    @JsonSubTypes.Type(value = Change.JobFinished.class, name = "job-finished"),
    @JsonSubTypes.Type(value = Change.ContactKept.class, name = "contact-kept"),
    @JsonSubTypes.Type(value = Change.FieldDefined.class, name = "field-defined"),
    @JsonSubTypes.Type(value = Change.FieldDeleted.class, name = "field-deleted"),
    @JsonSubTypes.Type(value = Change.GroupCreated.class, name = "group-created"),
    @JsonSubTypes.Type(value = Change.GroupDeleted.class, name = "group-deleted"),
    @JsonSubTypes.Type(value = Change.Suppressed.class, name = "suppressed"),
    @JsonSubTypes.Type(value = Change.Released.class, name = "released"),
})
sealed interface Change {

    /** A list is there under this name, new or renamed. */
    record ListNamed(String id, String name) implements Change {}

    record ListDeleted(String id) implements Change {}

    /** A job waits for its due time; jobs take effect in the order in which they were accepted. */
    record JobAccepted(String id, Instant at, Instant due, Work work) implements Change {}

    /** Snapshot only: the outcome of a job that has run. */
    record JobFinished(JobOutcome outcome) implements Change {}

    /** Snapshot only: a contact and the lists that it is on. */
    record ContactKept(Contact contact, Set<String> listIds) implements Change {}

    record FieldDefined(String id, String name, String type) implements Change {}

    record FieldDeleted(String id) implements Change {}

    record GroupCreated(int id, String name, String description, boolean isDefault) implements Change {}

    record GroupDeleted(int id) implements Change {}

    /** Addresses are suppressed in a group; group 0 is everywhere. */
    record Suppressed(int group, List<String> emails, Instant at) implements Change {}

    record Released(int group, String email) implements Change {}
}
