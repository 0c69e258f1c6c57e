package io.tributary.doubles.webhook;

import io.tributary.doubles.journal.Journal;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The webhook receiver: answers {@code POST /hooks/{name}} for every endpoint that was given a secret. */
public final class Webhooks implements Platform {

    private static final String PREFIX = "/hooks/";
    private static final String MEMBERSHIP_CHANGED = "audience.membership.changed";
    private static final int CALLS_KEPT = 10_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Deque<WebhookCall> calls = new ArrayDeque<>();
    private final Journal<Change> journal;
    private final InstantSource clock;
    private long nextSeq = 1;

    public Webhooks(Path directory, InstantSource clock) {
        this.clock = clock;
        this.journal = Journal.open(directory.resolve("webhooks.journal"), Change.class, this::apply, this::snapshot);
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public synchronized Reply answer(Request request) {
        var name = request.path().substring(PREFIX.length());
        var endpoint = endpoints.get(name);
        if (endpoint == null) {
            return Reply.problem(404, "not-found", "No endpoint of this name was set up.");
        }
        if (!request.method().equals("POST")) {
            return Reply.problem(405, "method-not-allowed", "Webhooks are sent with POST.")
                    .with("Allow", "POST");
        }
        var taken = judge(name, endpoint, request);
        journal.commit(taken);
        var verdict = taken.call().verdict();
        return verdict.status() == 204
                ? Reply.empty(204)
                : Reply.problem(verdict.status(), "webhook-refused", "Verdict: " + verdict.wireName() + ".");
    }

    private Change.CallTaken judge(String name, Endpoint endpoint, Request request) {
        var complaint = Signatures.complaint(request, endpoint.secrets());
        if (complaint.isPresent()) {
            return call(name, request, complaint.get(), "", "", List.of());
        }
        var body = Json.readObject(request.body());
        var type = body.flatMap(json -> Json.text(json, "type"));
        if (type.isEmpty()
                || body.flatMap(json -> Json.text(json, "timestamp")).isEmpty()
                || !body.get().has("data")) {
            return call(name, request, Verdict.MALFORMED, type.orElse(""), "", List.of());
        }
        if (endpoint.hasTaken(request.header("webhook-id").orElse(""))) {
            return call(name, request, Verdict.REPEATED, type.get(), "", List.of());
        }
        if (!type.get().equals(MEMBERSHIP_CHANGED)) {
            return call(name, request, Verdict.IGNORED, type.get(), "", List.of());
        }
        var audience = Json.text(body.get().path("data"), "audience_id");
        var changes = MembershipChange.read(body.get().path("data"));
        return audience.isPresent() && changes.isPresent()
                ? call(name, request, Verdict.ACCEPTED, type.get(), audience.get(), changes.get())
                : call(name, request, Verdict.MALFORMED, type.get(), audience.orElse(""), List.of());
    }

    private Change.CallTaken call(
            String name,
            Request request,
            Verdict verdict,
            String type,
            String audienceId,
            List<MembershipChange> changes) {
        var adds = (int) changes.stream().filter(MembershipChange::isMember).count();
        var call = new WebhookCall(
                nextSeq,
                clock.instant(),
                name,
                request.header("webhook-id").orElse(""),
                verdict,
                type,
                audienceId,
                adds,
                changes.size() - adds,
                request.sizeInBytes());
        return new Change.CallTaken(call, changes);
    }

    private void apply(Change change) {
        switch (change) {
            case Change.EndpointSet set -> endpoint(set.name()).believe(set.secrets());
            case Change.EndpointRemoved removed -> endpoints.remove(removed.name());
            case Change.MembersKept kept -> endpoint(kept.endpoint()).apply(kept.audienceId(), kept.members());
            case Change.IdsKept kept -> kept.ids().forEach(endpoint(kept.endpoint())::take);
            case Change.CallTaken taken -> apply(taken);
        }
    }

    private void apply(Change.CallTaken taken) {
        var call = taken.call();
        nextSeq = call.seq() + 1;
        calls.addLast(call);
        if (calls.size() > CALLS_KEPT) {
            calls.removeFirst();
        }
        var endpoint = endpoints.get(call.endpoint());
        if (endpoint == null) {
            return;
        }
        if (call.verdict() == Verdict.ACCEPTED || call.verdict() == Verdict.IGNORED) {
            endpoint.take(call.webhookId());
        }
        if (!taken.changes().isEmpty()) {
            endpoint.apply(call.audienceId(), taken.changes());
        }
    }

    private Endpoint endpoint(String name) {
        return endpoints.computeIfAbsent(name, Endpoint::new);
    }

    private Stream<Change> snapshot() {
        // Calls first: they are only history, and their changes are in the members that follow.
        var history = calls.stream().map(call -> (Change) new Change.CallTaken(call, List.of()));
        return Stream.concat(history, endpoints.values().stream().flatMap(Endpoint::snapshot));
    }

    /** Sets an endpoint up or gives it other secrets; false when the name or a secret is not acceptable. */
    public synchronized boolean provision(String name, List<String> secrets) {
        if (!NAME.matcher(name).matches()
                || secrets.isEmpty()
                || !secrets.stream().allMatch(Signatures::isSecret)) {
            return false;
        }
        journal.commit(new Change.EndpointSet(name, secrets));
        return true;
    }

    /** Forgets an endpoint and its members; false when there is none of this name. */
    public synchronized boolean remove(String name) {
        if (!endpoints.containsKey(name)) {
            return false;
        }
        journal.commit(new Change.EndpointRemoved(name));
        return true;
    }

    /** The newest calls, newest first. */
    public synchronized List<WebhookCall> newest(Optional<String> endpoint, int limit) {
        var newest = new ArrayList<>(calls);
        Collections.reverse(newest);
        return newest.stream()
                .filter(call -> endpoint.map(call.endpoint()::equals).orElse(true))
                .limit(limit)
                .toList();
    }

    /** How many of the kept calls had which verdict, by endpoint. */
    public synchronized ObjectNode tallies() {
        var tallies = Json.object();
        endpoints.keySet().forEach(tallies::putObject);
        for (var call : calls) {
            var tally = tallies.withObjectProperty(call.endpoint());
            var verdict = call.verdict().wireName();
            tally.put(verdict, tally.path(verdict).asInt(0) + 1);
        }
        return tallies;
    }

    /** Members by audience of one endpoint. */
    public synchronized Map<String, Integer> audienceSizes(String endpoint) {
        return endpoints.containsKey(endpoint) ? endpoint(endpoint).sizes() : Map.of();
    }

    @Override
    public Reply failure(Failure failure) {
        var reply = Reply.problem(failure.status(), "scripted-failure", "A test asked for this.");
        return failure.retryAfterSeconds() < 0
                ? reply
                : reply.with("Retry-After", Long.toString(failure.retryAfterSeconds()));
    }

    @Override
    public synchronized List<Holding> holdings() {
        return endpoints.keySet().stream()
                .map(name -> new Holding(
                        name,
                        name,
                        endpoint(name).members(Optional.empty()).keys().size()))
                .toList();
    }

    @Override
    public synchronized Optional<Members> members(String id, Optional<String> audience) {
        return endpoints.containsKey(id) ? Optional.of(endpoint(id).members(audience)) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
