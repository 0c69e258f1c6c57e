package io.tributary.doubles.sendgrid;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Contacts and the lists they are on. Holds the set semantics: a contact is on a list once, however often it is added. */
final class Directory {

    private final Map<String, String> listNames = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final Map<String, String> idByIdentifier = new HashMap<>();

    void nameList(String id, String name) {
        listNames.put(id, name);
        members.putIfAbsent(id, new LinkedHashSet<>());
    }

    void deleteList(String id) {
        listNames.remove(id);
        members.remove(id);
    }

    boolean hasList(String id) {
        return listNames.containsKey(id);
    }

    Map<String, String> lists() {
        return listNames;
    }

    Optional<String> listName(String id) {
        return Optional.ofNullable(listNames.get(id));
    }

    Set<String> membersOf(String listId) {
        return members.getOrDefault(listId, Set.of());
    }

    /** The members' labels, sorted. */
    Set<String> labelsOf(String listId) {
        var labels = new TreeSet<String>();
        membersOf(listId).forEach(id -> contact(id).map(Contact::label).ifPresent(labels::add));
        return labels;
    }

    Set<String> listsOf(String contactId) {
        var lists = new LinkedHashSet<String>();
        members.forEach((list, ids) -> {
            if (ids.contains(contactId)) {
                lists.add(list);
            }
        });
        return lists;
    }

    Optional<Contact> contact(String id) {
        return Optional.ofNullable(contacts.get(id));
    }

    Optional<Contact> byIdentifier(String identifier) {
        return Optional.ofNullable(idByIdentifier.get(identifier)).flatMap(this::contact);
    }

    /** The contacts that carry any of these identifiers; more than one means that the identifiers contradict. */
    List<Contact> owners(List<String> identifiers) {
        return identifiers.stream()
                .map(this::byIdentifier)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    int size() {
        return contacts.size();
    }

    Stream<Contact> all() {
        return contacts.values().stream();
    }

    void keep(Contact contact, Iterable<String> listIds) {
        contacts.put(contact.id(), contact);
        contact.identifiers().forEach(identifier -> idByIdentifier.put(identifier, contact.id()));
        for (var list : listIds) {
            // A list may have been deleted while the job waited.
            Optional.ofNullable(members.get(list)).ifPresent(ids -> ids.add(contact.id()));
        }
    }

    boolean removeFromList(String listId, String contactId) {
        return Optional.ofNullable(members.get(listId))
                .map(ids -> ids.remove(contactId))
                .orElse(false);
    }

    boolean delete(String contactId) {
        var contact = contacts.remove(contactId);
        if (contact == null) {
            return false;
        }
        contact.identifiers().forEach(idByIdentifier::remove);
        members.values().forEach(ids -> ids.remove(contactId));
        return true;
    }

    Stream<Change> snapshot() {
        var lists = listNames.entrySet().stream()
                .map(list -> (Change) new Change.ListNamed(list.getKey(), list.getValue()));
        var kept = all().map(contact -> (Change) new Change.ContactKept(contact, listsOf(contact.id())));
        return Stream.concat(lists, kept);
    }
}
