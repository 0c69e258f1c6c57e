package io.tributary.doubles.sendgrid;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What an accepted job will do when its time comes. Each is a set operation: doing it twice changes nothing more. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Upsert.class, name = "upsert"),
    @JsonSubTypes.Type(value = Work.RemoveFromList.class, name = "remove-from-list"),
    @JsonSubTypes.Type(value = Work.DeleteContacts.class, name = "delete-contacts"),
    @JsonSubTypes.Type(value = Work.DeleteEveryContact.class, name = "delete-every-contact"),
    @JsonSubTypes.Type(value = Work.Erase.class, name = "erase"),
})
sealed interface Work {

    record Upsert(List<String> listIds, List<ObjectNode> contacts) implements Work {}

    record RemoveFromList(String listId, List<String> contactIds) implements Work {}

    record DeleteContacts(List<String> contactIds) implements Work {}

    record DeleteEveryContact() implements Work {}

    record Erase(List<String> emails) implements Work {}
}
