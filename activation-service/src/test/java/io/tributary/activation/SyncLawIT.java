package io.tributary.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.activation.platform.FakePlatform.Fault;
import io.tributary.activation.platform.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever fails and in whatever order people change: in the end the platform holds the audience minus the suppressed. */
class SyncLawIT {

    private static final int PEOPLE = 24;
    private static final int STEPS = 60;
    private static final int ROUNDS_AT_ONCE = 300;
    private static final List<Fault> FAULTS = List.of(Fault.values());

    @ParameterizedTest
    @CsvSource({"sendgrid, 1", "sendgrid, 2", "sendgrid, 3", "sendgrid, 4", "meta, 5", "meta, 6", "meta, 7", "meta, 8"})
    void endsWithTheDesiredSetAfterAnyFaults(String kind, long seed) {
        var random = new Random(seed);
        var members = new HashSet<String>();
        var emails = new HashMap<String, String>();
        var suppressed = new HashMap<String, String>();
        try (var world = new World("law-" + kind + "-" + seed)) {
            world.pass(Duration.ofSeconds(1));
            var audience = world.audience(kind);
            for (int step = 0; step < STEPS; step++) {
                change(world, random, members, emails, suppressed);
                if (random.nextInt(3) == 0) {
                    world.platform.failNext(FAULTS.get(random.nextInt(FAULTS.size())));
                }
                if (random.nextInt(2) == 0) {
                    world.pass(Duration.ofSeconds(10));
                    world.run(audience);
                }
            }

            world.platform.stopFailing();
            await().atMost(Duration.ofSeconds(40)).until(() -> settled(world, audience));

            assertThat(world.platform.members(world.remoteId(audience)))
                    .as("seed %d", seed)
                    .isEqualTo(desired(kind, members, emails, suppressed));
        }
    }

    private static boolean settled(World world, String audience) {
        world.pass(Duration.ofSeconds(10));
        world.run(audience);
        return world.isSettled(audience);
    }

    private static void change(
            World world,
            Random random,
            Set<String> members,
            Map<String, String> emails,
            Map<String, String> suppressed) {
        var profile = "p" + random.nextInt(PEOPLE);
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> {
                if (!emails.containsKey(profile)) {
                    setEmail(world, random, emails, profile);
                }
                members.add(profile);
                world.member(profile, true);
            }
            case 3 -> {
                if (members.remove(profile)) {
                    world.member(profile, false);
                }
            }
            case 4 -> setEmail(world, random, emails, profile);
            default -> {
                var email = "p" + random.nextInt(PEOPLE) + "@example.com";
                var before = suppressed.remove(email);
                if (before == null) {
                    suppressed.put(email, world.suppress(email));
                } else {
                    world.lift(before);
                }
            }
        }
    }

    /** Some addresses belong to two profiles: the row must stay until the last of them leaves. */
    private static void setEmail(World world, Random random, Map<String, String> emails, String profile) {
        var email = "p" + random.nextInt(PEOPLE) + "@example.com";
        emails.put(profile, email);
        world.contact(profile, email);
    }

    private static Set<String> desired(
            String kind, Set<String> members, Map<String, String> emails, Map<String, String> suppressed) {
        var desired = new TreeSet<String>();
        for (var member : members) {
            var email = emails.getOrDefault(member, "");
            if (!suppressed.containsKey(email)) {
                desired.add(kind.equals("meta") ? sha256(email) : email);
            }
        }
        return desired;
    }

    @Test
    void holdsTheRowsOfAMergeUntilTheSurvivorSpeaks() {
        try (var world = new World("law-merge")) {
            world.pass(Duration.ofSeconds(1));
            world.contact("loser", "a@example.com");
            world.member("loser", true);
            var audience = world.audience("sendgrid");
            world.run(audience);
            var list = world.remoteId(audience);

            world.contact("survivor", "a@example.com");
            world.merged("loser", "survivor");
            world.pass(Duration.ofSeconds(5));
            world.run(audience);
            assertThat(world.platform.members(list)).containsExactly("a@example.com");

            world.pass(Duration.ofSeconds(60));
            world.run(audience);
            assertThat(world.platform.members(list))
                    .as("the survivor never became a member")
                    .isEmpty();
            assertThat(world.removed(audience)).isEqualTo(1);
        }
    }

    @Test
    void findsItsListAgainWhenTheAnswerToTheCreationWasLost() {
        try (var world = new World("law-create")) {
            world.pass(Duration.ofSeconds(1));
            world.contact("p1", "a@example.com");
            world.member("p1", true);
            var audience = world.audience("sendgrid");

            world.platform.failNext(Fault.LOST_AFTER);
            world.run(audience);
            world.run(audience);

            assertThat(world.platform.requests())
                    .filteredOn(it -> it.method().equals("POST") && it.path().equals("/v3/marketing/lists"))
                    .hasSize(1);
            assertThat(world.platform.members(world.remoteId(audience))).containsExactly("a@example.com");
        }
    }

    @Test
    void sendsNothingWhileTheHeartbeatIsSilent() {
        try (var world = new World("law-stale")) {
            world.contact("p1", "a@example.com");
            world.member("p1", true);
            var audience = world.audience("sendgrid");

            var run = world.run(audience);

            assertThat(run.counts().pending()).isEqualTo(1);
            assertThat(world.platform.hasSeen("a@example.com")).isFalse();
        }
    }

    /** Both change the contact and mark the person; whoever locks them in another order fails here. */
    @Test
    void suppressesPeopleWhoseContactsChangeAtTheSameTime() {
        try (var world = new World("law-order")) {
            world.pass(Duration.ofSeconds(1));
            world.contact("p1", "a@example.com");
            world.member("p1", true);
            world.audience("sendgrid");

            try (var atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
                var contacts =
                        CompletableFuture.runAsync(() -> rounds(() -> world.contact("p1", "a@example.com")), atOnce);
                var suppressions = CompletableFuture.runAsync(
                        () -> rounds(() -> world.lift(world.suppress("a@example.com"))), atOnce);

                assertThat(CompletableFuture.allOf(contacts, suppressions)).succeedsWithin(Duration.ofSeconds(60));
            }
        }
    }

    private static void rounds(Runnable change) {
        for (int round = 0; round < ROUNDS_AT_ONCE; round++) {
            change.run();
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
