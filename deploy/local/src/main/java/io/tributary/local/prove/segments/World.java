package io.tributary.local.prove.segments;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A tenant of its own with a source and the published segments of {@link Rules}, asked through the public API. */
final class World {

    private static final Duration JOB_WITHIN = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 500;
    private static final int PAGE = 500;
    private static final Set<String> FINAL = Set.of("done", "failed", "cancelled");

    private final Suite suite;
    private final Api api;
    private final String tenant;
    private final User admin;
    private final String writeKey;

    World(Suite suite, Api api, String tenant) {
        this.suite = suite;
        this.api = api;
        this.tenant = tenant;
        this.admin = OwnTenant.make(api, tenant).admin();
        this.writeKey = api.post(admin, "/api/v1/sources", Map.of("key", "crowd", "name", "Crowd"))
                .orFail("making the source")
                .path("writeKey")
                .asString();
        Rules.byKey().forEach(this::publish);
    }

    private void publish(String segment, String rule) {
        api.post(
                        admin,
                        "/api/v1/segments",
                        Map.of(
                                "key", segment,
                                "name", segment,
                                "rule", rule,
                                "owner", admin.username(),
                                "purpose", "compared with a replay"))
                .orFail("making the segment " + segment);
        api.post(admin, "/api/v1/segments/" + segment + "/publish", Map.of())
                .orFail("publishing the segment " + segment);
    }

    Suite suite() {
        return suite;
    }

    String tenant() {
        return tenant;
    }

    String writeKey() {
        return writeKey;
    }

    /** What readers of a segment are told: {@code state}, {@code since} and {@code cause}. */
    JsonNode freshness() {
        return api.get(admin, "/api/v1/segments/" + Rules.TRAIT).body().path("freshness");
    }

    /** How a preview is answered now. */
    Api.Reply preview() {
        return api.post(
                admin, "/api/v1/segments/preview", Map.of("rule", Rules.byKey().get(Rules.TRAIT)));
    }

    /** The report of an audit that repairs nothing. */
    JsonNode audit() throws InterruptedException {
        var path = "/api/v1/jobs/"
                + api.postPatiently(admin, "/api/v1/segments/audit?dryRun=true", Map.of())
                        .orFail("asking for an audit")
                        .path("jobId")
                        .asString();
        long deadline = System.nanoTime() + JOB_WITHIN.toNanos();
        var job = api.get(admin, path).orFail("looking at the audit");
        while (!FINAL.contains(job.path("state").asString())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the audit does not end: " + job);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            job = api.get(admin, path).orFail("looking at the audit");
        }
        if (!job.path("state").asString().equals("done")) {
            throw new IllegalStateException("the audit did not come to its end: " + job);
        }
        return job.path("report");
    }

    Description describe(Collection<String> people) {
        var names = names(people);
        var members = new TreeMap<String, SortedSet<String>>();
        Rules.byKey().keySet().forEach(it -> members.put(it, named(members(it), names)));
        var recorded = new TreeMap<String, SortedSet<String>>();
        recordedMembers().forEach((segment, ids) -> recorded.put(segment, named(ids, names)));
        return new Description(members, recorded);
    }

    private SortedMap<String, Set<String>> recordedMembers() {
        return new LastRecords(suite.kafkaBootstrap(), tenant).members();
    }

    private static SortedSet<String> named(Collection<String> ids, Map<String, String> names) {
        var named = new TreeSet<String>();
        ids.forEach(it -> named.add(names.getOrDefault(it, "profile " + it)));
        return named;
    }

    /** People by the id of their profile. */
    private Map<String, String> names(Collection<String> people) {
        var names = new HashMap<String, String>();
        for (var person : people) {
            var id = idOf(person);
            names.merge(id, person, (one, other) -> one + " and " + other);
        }
        return names;
    }

    String idOf(String person) {
        return api.post(admin, "/api/v1/profiles/by", Map.of("namespace", "user_id", "value", person))
                .orFail("finding " + person)
                .path("id")
                .asString();
    }

    private Set<String> members(String segment) {
        var members = new HashSet<String>();
        var path = "/api/v1/segments/" + segment + "/members?limit=" + PAGE;
        var page = api.get(admin, path).orFail("listing " + segment);
        while (true) {
            page.path("items").forEach(it -> members.add(it.path("profileId").asString()));
            var next = page.path("nextCursor").asString("");
            if (next.isEmpty()) {
                return members;
            }
            page = api.get(admin, path + "&cursor=" + next).orFail("listing " + segment);
        }
    }

    /** Takes somebody's document out of the index behind the back of the service, for the trial of the audit. */
    void removeDocument(String person) {
        var query = """
                {"query":{"bool":{"filter":[{"term":{"tenant":"%s"}},{"term":{"profileId":"%s"}}]}}}""".formatted(tenant, idOf(person));
        var request = HttpRequest.newBuilder(
                        suite.elasticsearch().resolve("/cdp-profiles/_delete_by_query?refresh=true"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"deleted\":1,")) {
                throw new IllegalStateException("the document cannot be removed: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Differences of every kind in a report of an audit, and who it left out. */
    static long differences(JsonNode report) {
        long sum = report.path("leftOut").asLong();
        for (var kind : List.copyOf(report.path("differences").values())) {
            sum += kind.asLong();
        }
        return sum;
    }
}
