package io.tributary.simulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulator.world.Happening;
import io.tributary.simulator.world.Id;
import io.tributary.simulator.world.Kind;
import io.tributary.simulator.world.World;
import io.tributary.simulator.world.WorldShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Id ANNA = new Id(Kind.USER_ID, "anna");
    private static final Id BEN = new Id(Kind.USER_ID, "ben");
    private static final Id TABLET = new Id(Kind.DEVICE, "tablet");
    private static final Id PHONE = new Id(Kind.DEVICE, "phone");

    @SafeVarargs
    private static World world(List<Id>... events) {
        var happenings = new ArrayList<Happening>();
        for (var ids : events) {
            happenings.add(new Happening(0, happenings.size(), ids));
        }
        return new World(WorldShape.published(), 0, happenings);
    }

    @Test
    void joinsWhoeverIsLinkedByAChainOfValues() {
        var world = world(List.of(ANNA, TABLET), List.of(BEN, PHONE), List.of(PHONE, TABLET), List.of());

        var clusters = ConnectedComponents.ofEverything().clusters(world);

        assertThat(clusters[0]).isEqualTo(clusters[1]).isEqualTo(clusters[2]).isNotEqualTo(clusters[3]);
    }

    @Test
    void joinsStrangersThroughAPlaceholderUnlessItIsBlocked() {
        var world = world(List.of(ANNA, Id.TEST_EMAIL), List.of(BEN, Id.TEST_EMAIL), List.of(Id.ZERO_PHONE));

        var joined = ConnectedComponents.ofEverything().clusters(world);

        assertThat(joined[0]).isEqualTo(joined[1]).isNotEqualTo(joined[2]);
        assertThat(ConnectedComponents.withoutPlaceholders().clusters(world)).doesNotHaveDuplicates();
    }

    @Test
    void leavesTheWeakestValueOutWhenAProfileWouldHaveTooMany() {
        var world = world(List.of(ANNA, TABLET), List.of(BEN, TABLET), List.of(TABLET), List.of(BEN));

        var clusters = new LimitsAndPriority().clusters(world);

        assertThat(clusters[1]).isNotEqualTo(clusters[0]).isEqualTo(clusters[3]);
        assertThat(clusters[2]).isEqualTo(clusters[0]);
    }

    @Test
    void mergesTwoProfilesThatTheLimitsAllow() {
        var mail = new Id(Kind.EMAIL, "anna@mail.example");
        var world = world(List.of(mail), List.of(ANNA, TABLET), List.of(ANNA, mail), List.of(TABLET));

        var clusters = new LimitsAndPriority().clusters(world);

        assertThat(clusters).containsOnly(clusters[0]);
    }
}
