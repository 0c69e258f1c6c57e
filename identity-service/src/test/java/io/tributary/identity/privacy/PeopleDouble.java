package io.tributary.identity.privacy;

import io.tributary.identity.identifier.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One person without a database: says what was done to them, and finds as much as the test wants to be found. */
final class PeopleDouble implements PrivatePeople {

    static final UUID PROFILE = new UUID(0x7000, 1);
    static final UUID MERGED = new UUID(0x7000, 2);
    static final String EMAIL_DIGEST = "e1";
    static final String DEVICE_DIGEST = "d1";
    static final long NUMBER = 9;
    static final long ERASED_AT = 5_000;

    final List<String> did = new ArrayList<>();
    final Set<String> freed = new HashSet<>();
    final List<String> rows = new ArrayList<>(List.of("{\"id\":1}", "{\"id\":2}"));
    long left;
    long unjudged;
    boolean failing;
    boolean exists = true;

    private static Person person() {
        return new Person(
                PROFILE,
                List.of(PROFILE, MERGED),
                List.of(1L, 2L),
                List.of(
                        new Person.Known("email", EMAIL_DIGEST, "anna@shop.org"),
                        new Person.Known("anonymous_id", DEVICE_DIGEST, "tablet-1")),
                8,
                4_000);
    }

    private void note(String what) {
        if (failing) {
            throw new IllegalStateException("anna@shop.org is in this message");
        }
        did.add(what);
    }

    @Override
    public Optional<UUID> living(String tenant, UUID profile) {
        return Optional.of(PROFILE).filter(_ -> exists);
    }

    @Override
    public boolean wasErased(String tenant, UUID profile) {
        return false;
    }

    @Override
    public Optional<UUID> owner(String tenant, Identifier identifier) {
        return Optional.of(PROFILE).filter(_ -> exists);
    }

    @Override
    public String digest(String tenant, Identifier identifier) {
        return EMAIL_DIGEST;
    }

    @Override
    public Person find(PrivacyRequest request) {
        note("find");
        return person();
    }

    @Override
    public Erased erase(PrivacyRequest request, Person person) {
        note("erase");
        return new Erased(NUMBER, ERASED_AT, 12);
    }

    @Override
    public Person stillErased(String tenant, Person person) {
        return person.with(person.identifiers().stream()
                .filter(it -> !freed.contains(it.digest()))
                .toList());
    }

    @Override
    public Looked delete(PrivacyRequest request, Person person) {
        note("delete " + person.identifiers().size());
        return new Looked(3, "", unjudged);
    }

    @Override
    public Looked search(PrivacyRequest request, Person person) {
        note("search " + person.identifiers().size());
        return new Looked(left, left == 0 ? "" : "node " + left, unjudged);
    }

    @Override
    public boolean restrict(String tenant, UUID profile, boolean restricted) {
        note("restricted " + restricted);
        return exists;
    }

    @Override
    public long free(PrivacyRequest request, Person person) {
        note("free");
        return 2;
    }

    @Override
    public Looked collect(PrivacyRequest request, Person person, Sink sink) {
        note("collect");
        rows.forEach(it -> sink.take("node", it));
        return new Looked(0, "", unjudged);
    }
}
