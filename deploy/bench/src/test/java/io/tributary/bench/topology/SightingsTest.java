package io.tributary.bench.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.bench.load.Timetable;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private final Sightings sightings = new Sightings("run00001-", new Timetable(0, 1_000));

    @Test
    void countsFromTheIntendedTimeOfTheEvent() {
        // Event 10 was to leave after 10 ms.
        sightings.seen(by(MembershipCause.EVENT, "run00001-000000000010"), 35_000_000);

        assertThat(sightings.count()).isEqualTo(1);
        assertThat(sightings.latency().max()).isCloseTo(25, within(0.1));
    }

    @Test
    void leavesOutWhatTheRunDidNotCause() {
        sightings.seen(by(MembershipCause.CLOCK, ""), 35_000_000);
        sightings.seen(by(MembershipCause.EVENT, "run00002-000000000010"), 35_000_000);

        assertThat(sightings.count()).isZero();
    }

    private static Membership by(MembershipCause cause, String id) {
        return Membership.newBuilder().setCause(cause).setCauseId(id).build();
    }
}
