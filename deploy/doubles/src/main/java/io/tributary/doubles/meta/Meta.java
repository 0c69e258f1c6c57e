package io.tributary.doubles.meta;

import io.tributary.doubles.journal.Journal;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The Custom Audiences double: answers {@code /v25.0/...} for callers with a known token and keeps every audience. */
public final class Meta implements Platform {

    private static final Pattern VERSIONED = Pattern.compile("/v([0-9]+\\.[0-9]+)(/.*)");
    private static final String VERSION = "25.0";
    private static final Set<Integer> THROTTLING = Set.of(4, 17, 613, 80003, 80004);

    private final Set<String> tokens;
    private final Audiences audiences = new Audiences();
    private final Journal<Change> journal;
    private final Routes routes = new Routes();

    public Meta(Path directory, Set<String> tokens, InstantSource clock) {
        this.tokens = Set.copyOf(tokens);
        this.journal =
                Journal.open(directory.resolve("meta.journal"), Change.class, audiences::apply, audiences::snapshot);
        new UploadRoutes(audiences, journal, clock).addTo(routes);
        new AudienceRoutes(audiences, journal).addTo(routes);
    }

    @Override
    public String name() {
        return "meta";
    }

    @Override
    public boolean owns(String path) {
        return VERSIONED.matcher(path).matches();
    }

    @Override
    public synchronized Reply answer(Request request) {
        var versioned = VERSIONED.matcher(request.path());
        if (!versioned.matches() || !versioned.group(1).equals(VERSION)) {
            return Refusal.OLD_VERSION.reply();
        }
        var parameters = Parameters.of(request);
        if (parameters.isEmpty()) {
            return Refusal.BAD_PARAMETER.reply("The body is neither a form nor a JSON object.");
        }
        if (request.bearer()
                .or(() -> parameters.get().text("access_token"))
                .filter(tokens::contains)
                .isEmpty()) {
            return Refusal.BAD_TOKEN.reply();
        }
        // A POST may say in a parameter that it means another method.
        var method = request.method().equals("POST")
                ? parameters.get().text("method").orElse("POST")
                : request.method();
        var unversioned = new Request(
                method,
                versioned.group(2),
                request.rawQuery(),
                request.headers(),
                request.body(),
                request.sizeInBytes());
        return routes.answer(unversioned).orElseGet(Refusal.UNKNOWN_PATH::reply);
    }

    @Override
    public Reply failure(Failure failure) {
        var reply = Refusal.error(
                failure.status(), failure.code() == 0 ? 2 : failure.code(), failure.subcode(), "Scripted failure.");
        if (!THROTTLING.contains(failure.code())) {
            return failure.retryAfterSeconds() < 0
                    ? reply
                    : reply.with("Retry-After", Long.toString(failure.retryAfterSeconds()));
        }
        var usage = Json.object();
        usage.putArray("0")
                .addObject()
                .put("type", "custom_audience")
                .put("call_count", 100)
                .put("total_cputime", 100)
                .put("total_time", 100)
                .put("estimated_time_to_regain_access", Math.max(0, (failure.retryAfterSeconds() + 59) / 60));
        return reply.with("X-Business-Use-Case-Usage", Json.write(usage));
    }

    /** Creates an audience as the API would, with an id of the caller's choice; one that is there stays as it is. */
    public synchronized String provisionAudience(Optional<String> id, String account, String name) {
        var audienceId = id.orElseGet(audiences::nextId);
        if (audiences.find(audienceId).isEmpty()) {
            journal.commit(new Change.AudienceCreated(audienceId, account, name, "", "USER_PROVIDED_ONLY"));
        }
        return audienceId;
    }

    @Override
    public synchronized List<Holding> holdings() {
        return audiences.all().stream()
                .map(audience -> new Holding(
                        audience.description().id(), audience.description().name(), audience.size()))
                .toList();
    }

    @Override
    public synchronized Optional<Members> members(String id, Optional<String> audience) {
        return audiences.find(id).map(found -> {
            var values = new TreeSet<String>();
            var kinds = Json.object();
            for (var key : found.keys()) {
                var colon = key.indexOf(':');
                values.add(key.substring(colon + 1));
                kinds.put(key.substring(colon + 1), key.substring(0, colon));
            }
            return new Members(values, kinds);
        });
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
