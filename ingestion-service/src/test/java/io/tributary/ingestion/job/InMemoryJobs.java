package io.tributary.ingestion.job;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jobs in a map, with a clock of the test's own. */
public final class InMemoryJobs implements Jobs {

    private record Entry(Job job, String heldBy, long heldUntil, boolean cancelAsked) {}

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, Long> turns = new HashMap<>();
    private long turn;
    private final LongSupplier nowMillis;

    public InMemoryJobs(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    @Override
    public Mono<Job> add(Job job) {
        return Mono.fromSupplier(() -> {
            entries.put(job.id(), new Entry(job, "", 0, false));
            return job;
        });
    }

    @Override
    public Mono<Job> find(String tenant, String id) {
        return Mono.defer(() -> Mono.justOrEmpty(now(tenant, id)));
    }

    private @Nullable Job now(String tenant, String id) {
        var entry = entries.get(id);
        return entry == null || !entry.job.tenant().equals(tenant) ? null : entry.job;
    }

    @Override
    public Flux<Job> list(String tenant, String kind, String before, int limit) {
        return jobs(it -> it.job.tenant().equals(tenant)
                        && it.job.kind().equals(kind)
                        && (before.isEmpty() || it.job.id().compareTo(before) < 0))
                .sort(Comparator.comparing(Job::id).reversed())
                .take(limit);
    }

    @Override
    public Mono<Long> unfinished(String tenant, String kind) {
        return jobs(it -> it.job.tenant().equals(tenant) && it.job.kind().equals(kind) && isOpen(it))
                .count();
    }

    @Override
    public Flux<Job> waiting(int from, int limit) {
        return Flux.defer(() -> {
            var held = entries.values().stream()
                    .filter(it -> isOpen(it) && isHeld(it))
                    .map(Entry::job)
                    .toList();
            var places = new HashMap<String, Integer>();
            return jobs(it -> isOpen(it)
                            && !isHeld(it)
                            && held.stream().noneMatch(other -> turn(other).equals(turn(it.job))))
                    .map(it -> new Candidate(
                            it,
                            places.merge(turn(it), 1, Integer::sum),
                            held.stream()
                                    .filter(other -> other.tenant().equals(it.tenant()))
                                    .count()))
                    .sort(Comparator.comparingInt(Candidate::place)
                            .thenComparingLong(Candidate::held)
                            .thenComparingLong(it -> lastTurn(it.job().tenant() + "/"))
                            .thenComparingLong(it -> lastTurn(turn(it.job()))))
                    .map(Candidate::job)
                    .skip(from)
                    .take(limit);
        });
    }

    private record Candidate(Job job, int place, long held) {}

    private static String turn(Job job) {
        return job.tenant() + "/" + job.kind();
    }

    private long lastTurn(String prefix) {
        return turns.entrySet().stream()
                .filter(it -> it.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    @Override
    public Mono<Job> take(String id, Holder holder) {
        return Mono.defer(() -> {
            var entry = entries.get(id);
            if (entry == null || !isOpen(entry) || isHeld(entry)) {
                return Mono.empty();
            }
            var job = entry.cancelAsked
                    ? entry.job.ended(JobState.CANCELLED)
                    : entry.job.advanced(
                            entry.job.progress(),
                            entry.job.papers().position(),
                            entry.job.papers().report());
            entries.put(id, new Entry(job, holder.worker(), until(holder.lease()), entry.cancelAsked));
            turns.put(turn(job), ++turn);
            return Mono.just(job);
        });
    }

    @Override
    public Mono<Saved> save(Job job, Holder holder) {
        return Mono.fromSupplier(() -> {
            var entry = entries.get(job.id());
            if (entry == null || !isOpen(entry) || !entry.heldBy.equals(holder.worker())) {
                return Saved.LOST;
            }
            long until = job.state().isFinal() ? 0 : until(holder.lease());
            entries.put(job.id(), new Entry(job, holder.worker(), until, entry.cancelAsked));
            return entry.cancelAsked ? Saved.CANCEL : Saved.GO_ON;
        });
    }

    @Override
    public Mono<Void> release(String id, String worker) {
        return Mono.fromRunnable(() -> entries.computeIfPresent(
                id,
                (key, entry) -> entry.heldBy.equals(worker) && entry.job.state() == JobState.RUNNING
                        ? new Entry(queued(entry.job), worker, 0, entry.cancelAsked)
                        : entry));
    }

    @Override
    public Mono<Job> cancel(String tenant, String id) {
        return Mono.defer(() -> {
            if (now(tenant, id) != null) {
                entries.computeIfPresent(
                        id,
                        (key, entry) -> !isOpen(entry)
                                ? entry
                                : new Entry(
                                        isHeld(entry) ? entry.job : entry.job.ended(JobState.CANCELLED),
                                        entry.heldBy,
                                        entry.heldUntil,
                                        true));
            }
            return find(tenant, id);
        });
    }

    @Override
    public Flux<Owned> unfinishedOf(String kind) {
        return jobs(it -> it.job.kind().equals(kind) && isOpen(it)).map(it -> new Owned(it.id(), it.tenant()));
    }

    @Override
    public Flux<String> endedOf(List<String> ids) {
        return jobs(it -> ids.contains(it.job.id()) && !isOpen(it)).map(Job::id);
    }

    /** Nothing ages here. */
    @Override
    public Mono<Integer> expire(Duration age, Duration reportAge) {
        return Mono.just(0);
    }

    private static Job queued(Job job) {
        return new Job(job.tenant(), job.id(), job.kind(), JobState.QUEUED, job.progress(), job.error(), job.papers());
    }

    private long until(Duration lease) {
        return nowMillis.getAsLong() + lease.toMillis();
    }

    private boolean isHeld(Entry entry) {
        return entry.heldUntil > nowMillis.getAsLong();
    }

    private static boolean isOpen(Entry entry) {
        return !entry.job.state().isFinal();
    }

    private Flux<Job> jobs(Predicate<Entry> which) {
        return Flux.defer(() -> Flux.fromIterable(
                entries.values().stream().filter(which).map(Entry::job).toList()));
    }
}
