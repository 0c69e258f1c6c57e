package io.tributary.gateway.tenant;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Decides whether a tenant's key, settings and members are well-formed; the identity provider checks the rest. */
public final class TenantPolicy {

    /** The alias of an organization and the tenant part of every record key. */
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{1,38}");

    private static final Pattern REGION = Pattern.compile("[A-Z]{2}|");
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,254}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");
    private static final int MAX_NAME = 200;
    private static final int MAX_PASSWORD = 200;

    /** What the collector can do at most: one record of the log, its parser, and what it keeps of one object. */
    private static final int MAX_EVENT_BYTES = 512 * 1024;

    /** What both the gateway and the collector read at once: a larger limit would promise what is answered with 413. */
    private static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

    private static final int MIN_BYTES = 256;
    private static final int MAX_BATCH_EVENTS = 10_000;
    private static final int MIN_NESTING = 4;
    private static final int MAX_NESTING = 150;
    private static final int MAX_MEMBERS = 1_000;
    private static final int MAX_PRIVATE_FIELDS = 100;

    private final List<Violation> violations = new ArrayList<>();

    private TenantPolicy() {}

    static List<Violation> ofNew(String key, TenantSettings settings, NewMember admin) {
        var policy = new TenantPolicy();
        policy.demand(KEY.matcher(key).matches(), "/key", "FORMAT", "Use " + KEY.pattern() + ".");
        policy.settings(settings);
        policy.member(admin, "/admin");
        return List.copyOf(policy.violations);
    }

    static List<Violation> of(TenantSettings settings) {
        var policy = new TenantPolicy();
        policy.settings(settings);
        return List.copyOf(policy.violations);
    }

    static List<Violation> of(NewMember member) {
        var policy = new TenantPolicy();
        policy.member(member, "");
        return List.copyOf(policy.violations);
    }

    private void settings(TenantSettings settings) {
        name(settings.name(), "/name");
        demand(isZone(settings.timeZone()), "/timeZone", "TIME_ZONE", "Use an IANA zone such as UTC or Europe/Berlin.");
        demand(
                REGION.matcher(settings.region()).matches(),
                "/region",
                "REGION",
                "Use two upper-case letters of ISO 3166, or leave it empty.");
        var limits = settings.limits();
        notNegative(limits.eventsPerSecond(), "/limits/eventsPerSecond");
        range(limits.eventBytes(), MIN_BYTES, MAX_EVENT_BYTES, "/limits/eventBytes");
        range(limits.batchBytes(), MIN_BYTES, MAX_BATCH_BYTES, "/limits/batchBytes");
        range(limits.batchEvents(), 1, MAX_BATCH_EVENTS, "/limits/batchEvents");
        range(limits.nesting(), MIN_NESTING, MAX_NESTING, "/limits/nesting");
        range(limits.members(), 1, MAX_MEMBERS, "/limits/members");
        privateFields(settings.privateFields());
    }

    private void privateFields(List<PrivateField> fields) {
        demand(
                fields.size() <= MAX_PRIVATE_FIELDS,
                "/privateFields",
                "COUNT",
                "Name at most " + MAX_PRIVATE_FIELDS + " private fields.");
        var paths = new HashSet<String>();
        for (int index = 0; index < Math.min(MAX_PRIVATE_FIELDS, fields.size()); index++) {
            var path = fields.get(index).path();
            var pointer = "/privateFields/" + index + "/path";
            var wrong = PrivatePath.whatIsWrong(path);
            demand(wrong == null, pointer, "PATH", String.valueOf(wrong));
            demand(paths.add(path), pointer, "DUPLICATE", "Name each path once.");
        }
    }

    private void member(NewMember member, String at) {
        demand(
                USERNAME.matcher(member.username()).matches(),
                at + "/username",
                "FORMAT",
                "Use 2 to 255 lower-case letters, digits and . _ @ + - .");
        demand(EMAIL.matcher(member.email()).matches(), at + "/email", "EMAIL", "Give an e-mail address.");
        name(member.firstName(), at + "/firstName");
        name(member.lastName(), at + "/lastName");
        var password = member.password();
        demand(
                password == null || (!password.isEmpty() && password.length() <= MAX_PASSWORD),
                at + "/password",
                "LENGTH",
                "Use 1 to " + MAX_PASSWORD + " characters, or leave it out.");
    }

    private void name(String name, String pointer) {
        demand(
                !name.isBlank() && name.length() <= MAX_NAME,
                pointer,
                "LENGTH",
                "Use 1 to " + MAX_NAME + " characters.");
    }

    private void notNegative(long value, String pointer) {
        demand(value >= 0, pointer, "RANGE", "Use zero for the installation's default, or a positive number.");
    }

    private void range(int value, int least, int most, String pointer) {
        demand(
                value == 0 || (value >= least && value <= most),
                pointer,
                "RANGE",
                "Use zero for the installation's default, or "
                        + (most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most) + ".");
    }

    private void demand(boolean holds, String pointer, String rule, String message) {
        if (!holds) {
            violations.add(new Violation(pointer, rule, message));
        }
    }

    private static boolean isZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone);
    }
}
