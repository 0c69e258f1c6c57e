package io.tributary.identity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.SharedDevices;
import io.tributary.simulator.policy.ConnectedComponents;
import io.tributary.simulator.policy.LimitsAndPriority;
import io.tributary.simulator.policy.Policy;
import io.tributary.simulator.score.Scores;
import io.tributary.simulator.world.World;
import io.tributary.simulator.world.WorldShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How good the defaults are in worlds as hard as the published one, and that the page about them says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTableIT {

    private static final Path PAGE = Path.of("docs/policies.md");
    private static final String BEGIN = "<!-- policies -->\n";
    private static final String END = "<!-- /policies -->";

    private final List<World> worlds = LongStream.rangeClosed(1, 5)
            .mapToObj(it -> World.of(WorldShape.published(), it))
            .toList();
    private final List<PolicyTable.Row> others = new ArrayList<>();
    private final List<PolicyTable.Row> ours = new ArrayList<>();
    private final List<Long> userIds = new ArrayList<>();

    @BeforeAll
    void scoreEveryPolicyInEveryWorld() {
        others.add(row("connected components, nothing blocked", ConnectedComponents.ofEverything(), 0.054, 0.858));
        others.add(row("+ blocked values", ConnectedComponents.withoutPlaceholders(), 0.190, 0.867));
        others.add(row("+ limits and priority demotion", new LimitsAndPriority(), 0.812, 0.879));
        var defaults = IdentityRules.defaults();
        ours.add(row("**ours, with the defaults**", noting(new OurResolution(defaults))));
        var stricter = defaults.with(SharedDevices.defaults().withOwners(2));
        ours.add(row("ours, a device is shared with its second owner", noting(new OurResolution(stricter))));
    }

    private Policy noting(OurResolution resolution) {
        return world -> {
            var outcome = resolution.outcome(world);
            userIds.add(outcome.userIds());
            return outcome.clusters();
        };
    }

    private PolicyTable.Row row(String name, Policy policy, Double... published) {
        var scores = worlds.stream()
                .map(it -> Scores.of(policy.clusters(it), it.truth()))
                .toList();
        return new PolicyTable.Row(name, List.of(published), scores);
    }

    @Test
    void livesInWorldsAsHardAsThePublishedOne() {
        for (var row : others) {
            assertThat(row.scores())
                    .as(row.name())
                    .allSatisfy(it -> assertThat(it.pairwise().f1())
                            .isCloseTo(row.published().get(0), within(0.03)))
                    .allSatisfy(it -> assertThat(it.bCubed().f1())
                            .isCloseTo(row.published().get(1), within(0.03)));
        }
    }

    @Test
    void tellsPeopleApartAndFindsThem() {
        var defaults = ours.getFirst();

        assertThat(defaults.lowest(it -> it.pairwise().f1())).isGreaterThanOrEqualTo(0.86);
        assertThat(defaults.lowest(it -> it.bCubed().f1())).isGreaterThanOrEqualTo(0.89);
    }

    @Test
    void makesNoProfileWithTwoUserIds() {
        assertThat(userIds).hasSize(10).containsOnly(1L);
    }

    @Test
    void saysInTheReadmeWhatEachPolicyScores() throws IOException {
        var rows = Stream.concat(others.stream(), ours.stream()).toList();
        var table = new PolicyTable(rows).text();
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("tributary.policies.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        }

        assertThat(Files.readString(PAGE)).contains(BEGIN + table + END);
    }
}
