package io.tributary.doubles.meta;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole state of the double; changes only by {@link Change}, so that a replay rebuilds it exactly. */
final class Audiences {

    // Ids of the original are long numbers; these start where no real account's ids are.
    private static final long FIRST_ID = 990_000_000_000_001L;

    private final Map<String, Audience> audiences = new LinkedHashMap<>();
    private final Sessions sessions = new Sessions();
    private long nextId = FIRST_ID;

    Sessions sessions() {
        return sessions;
    }

    Optional<Audience> find(String id) {
        return Optional.ofNullable(audiences.get(id));
    }

    List<Audience> all() {
        return List.copyOf(audiences.values());
    }

    List<Audience> ofAccount(String account) {
        return audiences.values().stream()
                .filter(audience -> audience.description().account().equals(account))
                .toList();
    }

    String nextId() {
        return Long.toString(nextId);
    }

    void apply(Change change) {
        switch (change) {
            case Change.AudienceCreated created -> create(created);
            case Change.AudienceDeleted deleted -> audiences.remove(deleted.id());
            case Change.RowsSent sent -> apply(sent);
            case Change.RowsErased erased ->
                ofAccount(erased.account()).forEach(audience -> audience.remove(erased.rows()));
            case Change.SessionKept kept -> sessions.keep(kept);
        }
    }

    private void create(Change.AudienceCreated created) {
        var audience = new Audience(created);
        find(created.id()).ifPresent(before -> audience.add(before.rows()));
        audiences.put(created.id(), audience);
        while (audiences.containsKey(nextId())) {
            nextId++;
        }
    }

    private void apply(Change.RowsSent sent) {
        var session = sent.session();
        if (session != null) {
            sessions.advance(session, sent.rows());
        }
        find(sent.audienceId()).ifPresent(audience -> {
            switch (sent.operation()) {
                case ADD -> audience.add(sent.rows());
                case REMOVE -> audience.remove(sent.rows());
                case REPLACE -> {
                    if (session != null && session.isFinished()) {
                        audience.replaceBy(sessions.takeStaged(session.key()));
                    }
                }
            }
        });
    }

    Stream<Change> snapshot() {
        var created = audiences.values().stream()
                .flatMap(audience -> Stream.<Change>of(
                        audience.description(),
                        new Change.RowsSent(audience.description().id(), Operation.ADD, audience.rows(), null)));
        return Stream.concat(created, sessions.snapshot());
    }
}
