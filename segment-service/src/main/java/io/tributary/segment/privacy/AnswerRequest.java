package io.tributary.segment.privacy;

import io.tributary.segment.privacy.PersonDocuments.Found;
import io.tributary.segment.privacy.PersonDocuments.Whose;
import io.tributary.segment.privacy.PersonTopology.Kept;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Does one stage of a request so that doing it twice changes nothing more. Whatever the stage, the topology is passed first:
 * an answer says nothing about what is still on its way. Calls block; a store that does not answer is an exception.
 */
public final class AnswerRequest {

    /** Where the person's data lies, and what was promised about it. */
    public record Stores(PersonTopology topology, PersonDocuments documents, PersonRows rows, Transit transit) {}

    private final Stores stores;
    private final Pieces pieces;
    private final PrivacyCounts counts;
    private final long collectLimit;

    /** One request for access is answered with at most so many bytes. */
    public AnswerRequest(Stores stores, Pieces pieces, PrivacyCounts counts, long collectLimit) {
        this.stores = stores;
        this.pieces = pieces;
        this.counts = counts;
        this.collectLimit = collectLimit;
    }

    public Answer answer(PersonRequest request) {
        return switch (request.stage()) {
            case GATE -> gate(request);
            // No destination hangs on this service.
            case WITHDRAW -> Answer.nothing();
            case DELETE -> delete(request);
            case PROVE -> prove(request);
            case COLLECT -> collect(request);
        };
    }

    private Answer gate(PersonRequest request) {
        return switch (request.kind()) {
            case ERASE -> {
                stores.rows().erased(request);
                yield passed(request, AnswerRequest::areErased, "the topology has not heard of the erasure yet");
            }
            case RESTRICT ->
                passed(request, AnswerRequest::areRestricted, "the topology has not heard of the restriction yet");
            case LIFT_RESTRICT ->
                passed(
                        request,
                        AnswerRequest::areFree,
                        "the topology has not heard that the restriction is lifted yet");
            case LIFT_ERASE -> {
                stores.rows().freed(request.tenant(), request.digests());
                yield Answer.nothing();
            }
            case SUPPRESS, LIFT_SUPPRESS, ACCESS -> Answer.nothing();
        };
    }

    private Answer passed(PersonRequest request, Predicate<List<Kept>> enough, String otherwise) {
        if (request.profileIds().isEmpty()) {
            return Answer.nothing();
        }
        var kept = stores.topology().passed(request.tenant(), request.profileIds(), enough);
        return enough.test(kept) ? Answer.nothing() : new Answer.Failed(otherwise);
    }

    private Answer delete(PersonRequest request) {
        stores.rows().erased(request);
        var whose = whose(request);
        if (!areGone(passTopology(request, AnswerRequest::areGone))) {
            return new Answer.Failed("the topology still forgets");
        }
        for (var holding : stores.documents().holding(request.tenant(), whose)) {
            stores.topology().forget(request.tenant(), holding.profileId(), holding.traits());
        }
        var found = stores.documents().delete(request.tenant(), whose);
        var all = new TreeMap<>(found.counts());
        all.putAll(stores.rows().delete(request));
        return new Answer.DoneBy(sum(all), words(all, found), stores.transit().expiresBy());
    }

    private Answer prove(PersonRequest request) {
        var whose = whose(request);
        var kept = passTopology(request, it -> true);
        var found = stores.documents().find(request.tenant(), whose);
        var all = new TreeMap<>(found.counts());
        all.put("topology", kept.stream().mapToLong(Kept::entries).sum());
        all.put("traits", (long)
                stores.documents().holding(request.tenant(), whose).size());
        all.putAll(stores.rows().find(request));
        return new Answer.Done(sum(all), words(all, found));
    }

    private Answer collect(PersonRequest request) {
        passTopology(request, it -> true);
        var collected = new CollectPerson(request, pieces, collectLimit);
        stores.documents().each(request.tenant(), request.profileIds(), collected::take);
        stores.rows().each(request, collected::take);
        var answer = collected.end();
        if (!answer.detail().isEmpty()) {
            counts.countPartial();
        }
        return answer;
    }

    private List<Kept> passTopology(PersonRequest request, Predicate<List<Kept>> enough) {
        return stores.topology().passed(request.tenant(), request.profileIds(), enough);
    }

    private String words(Map<String, Long> counted, Found found) {
        var words = Answer.words(counted);
        if (!found.isPartial()) {
            return words;
        }
        counts.countPartial();
        return (words.isEmpty() ? "" : words + "; ") + "looked for values in the newest " + found.looked() + " of "
                + found.of() + " events of others";
    }

    private static Whose whose(PersonRequest request) {
        return new Whose(request.profileIds(), request.identifiers(), request.at());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean areErased(List<Kept> kept) {
        return kept.stream().allMatch(Kept::erased);
    }

    private static boolean areGone(List<Kept> kept) {
        return kept.stream().allMatch(it -> it.erased() && it.entries() == 0);
    }

    private static boolean areRestricted(List<Kept> kept) {
        return kept.stream().anyMatch(Kept::known)
                && kept.stream().filter(Kept::known).allMatch(Kept::restricted);
    }

    private static boolean areFree(List<Kept> kept) {
        return kept.stream().noneMatch(Kept::restricted);
    }
}
