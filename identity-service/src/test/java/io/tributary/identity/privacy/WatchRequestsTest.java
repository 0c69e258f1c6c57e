package io.tributary.identity.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchRequestsTest {

    private final RequestBed bed = new RequestBed();
    private final List<Requests.Unfinished> said = new ArrayList<>();
    private final List<Boolean> more = new ArrayList<>();
    private final WatchRequests watch = new WatchRequests(
            bed.requests,
            new WatchRequests.Limits(Duration.ofHours(24), Duration.ofDays(7)),
            bed.clock(),
            new WatchRequests.Sayings() {
                @Override
                public void unfinished(Requests.Unfinished now) {
                    said.add(now);
                }

                @Override
                public void dropped(int pieces, boolean left) {
                    more.add(left);
                }
            });

    @Test
    void saysWhatIsUnfinishedAndWhatForTooLong() {
        bed.open(RequestKind.ERASE);
        bed.open(RequestKind.ACCESS);
        watch.look();

        bed.pass(Duration.ofHours(25));
        watch.look();

        assertThat(said.getFirst().overdue()).isZero();
        assertThat(said.getLast().overdue()).isEqualTo(2);
        assertThat(said.getLast().byKind()).containsEntry(RequestKind.ERASE, 1L).containsEntry(RequestKind.ACCESS, 1L);
    }

    @Test
    void saysWhenPiecesAreLeftForTheNextLook() {
        watch.look();

        assertThat(more).containsExactly(true);
    }
}
