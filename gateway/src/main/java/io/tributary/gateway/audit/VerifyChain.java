package io.tributary.gateway.audit;

import java.util.List;
import reactor.core.publisher.Mono;

/** Recomputes a tenant's chain from its first entry and names the first link that is not what it must be. */
public final class VerifyChain {

    private static final int PAGE = 500;

    /** What verifying found. */
    public sealed interface Verdict {
        record Intact(Chain head) implements Verdict {}

        /** The link with this number was changed, moved or removed. */
        record Broken(long number) implements Verdict {}
    }

    private record Progress(Chain sound, Verdict verdict, boolean finished) {}

    private final AuditLog log;

    public VerifyChain(AuditLog log) {
        this.log = log;
    }

    public Mono<Verdict> verify(String tenant) {
        // The head first: links that are appended meanwhile are then simply not looked at.
        return log.head(tenant)
                .flatMap(head -> step(tenant, head, start())
                        .expand(progress -> progress.finished() ? Mono.empty() : step(tenant, head, progress))
                        .last()
                        .map(Progress::verdict));
    }

    private static Progress start() {
        return new Progress(Chain.EMPTY, new Verdict.Intact(Chain.EMPTY), false);
    }

    private Mono<Progress> step(String tenant, Chain head, Progress progress) {
        return log.after(tenant, progress.sound().length(), PAGE).map(page -> walk(progress.sound(), page, head));
    }

    private static Progress walk(Chain from, List<Link> page, Chain head) {
        var sound = from;
        for (var link : page) {
            if (sound.length() == head.length()) {
                break;
            }
            if (!sound.isFollowedBy(link)) {
                return new Progress(sound, new Verdict.Broken(sound.length() + 1), true);
            }
            sound = sound.with(link);
        }
        if (sound.length() == head.length()) {
            var verdict = sound.equals(head) ? new Verdict.Intact(head) : new Verdict.Broken(head.length());
            return new Progress(sound, verdict, true);
        }
        // Fewer links than the head says: the end was cut off.
        return page.isEmpty()
                ? new Progress(sound, new Verdict.Broken(sound.length() + 1), true)
                : new Progress(sound, new Verdict.Intact(sound), false);
    }
}
