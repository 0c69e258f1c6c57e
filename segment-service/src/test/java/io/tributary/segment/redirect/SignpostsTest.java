package io.tributary.segment.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignpostsTest {

    private final Signposts posts = Signposts.NONE
            .with(new Signpost.MergedInto(9, "survivor"), 40)
            .with(new Signpost.Split(5, Map.of("d1", "bert", "d2", "anna")), 12);

    @Test
    void showsTheWayOfTheFirstChangeThatTheEventHadNotSeen() {
        assertThat(posts.follow("anna", 3, List.of("d1"))).isEqualTo(new Route.Forward("bert", 5));
        assertThat(posts.follow("anna", 3, List.of("d2", "d1"))).isEqualTo(new Route.Forward("survivor", 9));
        assertThat(posts.follow("anna", 7, List.of("d1"))).isEqualTo(new Route.Forward("survivor", 9));
        assertThat(posts.follow("anna", 9, List.of("d1"))).isEqualTo(new Route.Stay());
    }

    @Test
    void remembersTheHighestVersionAndWhetherTheProfileEnded() {
        assertThat(posts.lastVersion()).isEqualTo(40);
        assertThat(posts.isEnded()).isTrue();
        assertThat(posts.knows(5)).isTrue();
        assertThat(Signposts.NONE.isEnded()).isFalse();
    }

    @Test
    void dropsWhatBelongsToAnErasedPerson() {
        var erased = Signposts.NONE.with(new Signpost.Erased(4), 0);

        assertThat(erased.follow("anna", 3, List.of())).isEqualTo(new Route.Drop());
        assertThat(erased.follow("anna", 4, List.of())).isEqualTo(new Route.Drop());
        assertThat(erased.with(new Signpost.MergedInto(9, "bert"), 0).follow("anna", 5, List.of()))
                .as("an erased id is nobody's for ever")
                .isEqualTo(new Route.Drop());
    }
}
