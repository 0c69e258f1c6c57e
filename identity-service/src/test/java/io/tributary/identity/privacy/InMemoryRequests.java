package io.tributary.identity.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The store of requests without a database: a step that fails leaves everything as it was. */
final class InMemoryRequests implements Requests {

    private record PieceName(String system, int attempt, int number) {}

    private final Map<UUID, PrivacyRequest> requests = new LinkedHashMap<>();
    private final Map<UUID, Map<PieceName, Piece>> pieces = new HashMap<>();

    /** What the systems were asked, in order. */
    final List<PrivacyRequest> asked = new ArrayList<>();

    @Override
    public PrivacyRequest open(NewRequest it) {
        var unfinished = requests.values().stream()
                .filter(other -> other.tenant().equals(it.tenant())
                        && other.subjectKey().equals(it.subjectKey())
                        && other.finishedAt() == null)
                .findFirst();
        return unfinished.orElseGet(() -> {
            var made = new PrivacyRequest(
                    it.tenant(),
                    it.id(),
                    it.lifted(),
                    it.subjectKey(),
                    it.profile(),
                    Optional.of(it.subject()),
                    it.person(),
                    it.at(),
                    it.account(),
                    Saga.begin(it.kind()),
                    it.at(),
                    null);
            requests.put(it.id(), made);
            return made;
        });
    }

    PrivacyRequest get(UUID id) {
        return Objects.requireNonNull(requests.get(id));
    }

    @Override
    public Optional<PrivacyRequest> find(String tenant, UUID id) {
        return Optional.ofNullable(requests.get(id)).filter(it -> it.tenant().equals(tenant));
    }

    @Override
    public List<PrivacyRequest> list(
            String tenant, @Nullable RequestState state, Optional<Place> after, int limit, long now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean stepDue(long now, Stepping stepping) {
        var due = requests.values().stream()
                .filter(it -> it.finishedAt() == null && it.dueAt() <= now)
                .min(Comparator.comparingLong(PrivacyRequest::dueAt));
        due.ifPresent(it -> step(it, stepping));
        return due.isPresent();
    }

    private void step(PrivacyRequest request, Stepping stepping) {
        try {
            var step = stepping.step(request);
            requests.put(request.id(), step.request());
            if (step.ask()) {
                asked.add(step.request());
            }
        } catch (RuntimeException fault) {
            requests.put(request.id(), stepping.failed(request, fault));
        }
    }

    @Override
    public void change(String tenant, UUID id, UnaryOperator<PrivacyRequest> change) {
        find(tenant, id).ifPresent(it -> requests.put(id, change.apply(it)));
    }

    @Override
    public void keepPiece(String tenant, UUID id, Piece piece) {
        pieces.computeIfAbsent(id, _ -> new HashMap<>())
                .put(new PieceName(piece.system(), piece.attempt(), piece.number()), piece);
    }

    @Override
    public int pieces(String tenant, UUID id, String system, int attempt) {
        return (int) pieces.getOrDefault(id, Map.of()).keySet().stream()
                .filter(it -> it.system().equals(system) && it.attempt() == attempt)
                .count();
    }

    @Override
    public Optional<Piece> pieceAfter(String tenant, UUID id, @Nullable Piece before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int dropPieces(long finishedBefore, int most) {
        return most;
    }

    @Override
    public Unfinished unfinished(long openedBefore) {
        var byKind = new EnumMap<RequestKind, Long>(RequestKind.class);
        var open =
                requests.values().stream().filter(it -> it.finishedAt() == null).toList();
        open.forEach(it -> byKind.merge(it.kind(), 1L, Long::sum));
        var overdue =
                open.stream().filter(it -> it.requestedAt() < openedBefore).toList();
        return new Unfinished(
                byKind,
                overdue.size(),
                overdue.stream().map(it -> it.tenant() + "/" + it.id()).findFirst());
    }
}
