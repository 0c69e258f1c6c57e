package io.tributary.doubles.meta;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal keeps: every change that an answer acknowledged, and the parts of a snapshot. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.AudienceCreated.class, name = "audience-created"),
    @JsonSubTypes.Type(value = Change.AudienceDeleted.class, name = "audience-deleted"),
    @JsonSubTypes.Type(value = Change.RowsSent.class, name = "rows-sent"),
    @JsonSubTypes.Type(value = Change.RowsErased.class, name = "rows-erased"),
    @JsonSubTypes.Type(value = Change.SessionKept.class, name = "session-kept"),
})
sealed interface Change {

    /** Also a change of name or description: members stay. */
    record AudienceCreated(String id, String account, String name, String description, String fileSource)
            implements Change {}

    record AudienceDeleted(String id) implements Change {}

    /** Rows for one audience; session is the session after this batch, absent for a call without one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowsSent(
            String audienceId,
            Operation operation,
            List<Row> rows,
            @Nullable Session session) implements Change {}

    /** Rows to be removed from every audience of an account. */
    record RowsErased(String account, List<Row> rows) implements Change {}

    /** Snapshot only: a session and the rows of a replace that is not finished. */
    record SessionKept(Session session, List<Row> staged) implements Change {}
}
