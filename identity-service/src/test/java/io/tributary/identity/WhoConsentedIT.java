package io.tributary.identity;

import static io.tributary.identity.PreferencesBed.TENANT;
import static io.tributary.identity.PreferencesBed.ask;
import static io.tributary.identity.PreferencesBed.change;
import static io.tributary.identity.PreferencesBed.get;
import static io.tributary.identity.PreferencesBed.history;
import static io.tributary.identity.PreferencesBed.link;
import static io.tributary.identity.PreferencesBed.personWith;
import static io.tributary.identity.PreferencesBed.post;
import static io.tributary.identity.PreferencesBed.say;
import static io.tributary.identity.PreferencesBed.state;
import static io.tributary.identity.PreferencesBed.status;
import static io.tributary.identity.PreferencesBed.tell;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who allowed what: written down once, kept with the one who said it, and never lost between two clocks or two pages. */
class WhoConsentedIT {

    private static final long LATER = 1_000;

    @BeforeAll
    static void start() {
        ask("admin", List.of("newsletter", "Phone calls")).expectStatus().isOk();
    }

    @Test
    void recordsAnAnswerOnceHoweverManyEventsAreStampedWithIt() {
        var profile = personWith("stamped", "{'newsletter':true}");

        stamp("stamped-yes", 10, "{'newsletter':true}");
        stamp("stamped-no", 200, "{'newsletter':false}");

        assertThat(history(profile)).containsExactly("newsletter denied shop said", "newsletter granted shop said");
        assertThat(state(profile, "newsletter")).isEqualTo("denied");
    }

    /** A hundred events in one go and a last one. */
    private static void stamp(String messages, long from, String preferences) {
        var events = IntStream.range(0, 100)
                .mapToObj(it -> Bed.event(TENANT, messages + it, from + it)
                        .setAnonymousId("stamped-phone")
                        .setContext(Bed.json("{'consent':{'categoryPreferences':" + preferences + "}}"))
                        .build())
                .toList();
        Bed.get().send(Topic.EVENTS, events);
        tell(messages + "-last", from + 100, "stamped-phone", preferences);
    }

    @Test
    void givesEachTheGrantsThatTheySaidWhileTheyWereOne() {
        var anna = personWith("own-a", "null");
        var bert = personWith("own-b", "null");
        change(anna, "merge", Map.of("with", bert.toString()));

        tell("own-1", LATER, "own-b-phone", "{'newsletter':true}");
        tell("own-2", LATER, "own-a-phone", "{'ads':true}");
        post(link(bert), Map.of("purpose:Phone calls", "granted"))
                .expectStatus()
                .isSeeOther();
        say(bert, "letters", "granted");
        say(anna, "surveys", "granted");
        change(anna, "split", Map.of("undo", bert.toString()));

        assertThat(granted(anna)).containsExactlyInAnyOrder("ads", "surveys");
        assertThat(granted(bert)).containsExactlyInAnyOrder("newsletter", "Phone calls", "letters");
        assertThat(history(bert)).contains("newsletter granted shop split", "letters granted api split");
        assertThat(history(anna)).contains("newsletter withdrawn shop split", "newsletter granted shop said");
    }

    private static List<String> granted(UUID profile) {
        return PreferencesBed.consents(profile)
                .propertyStream()
                .filter(it -> it.getValue().path("state").asString().equals("granted"))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void keepsWhoSaidWhatThroughASecondMergeAndSplit() {
        var anna = personWith("twice-a", "null");
        var bert = personWith("twice-b", "null");
        change(anna, "merge", Map.of("with", bert.toString()));
        tell("twice-1", LATER, "twice-b-phone", "{'newsletter':true}");
        change(anna, "split", Map.of("undo", bert.toString()));

        change(anna, "merge", Map.of("with", bert.toString()));
        assertThat(state(anna, "newsletter")).isEqualTo("granted");
        change(anna, "split", Map.of("undo", bert.toString()));

        assertThat(state(anna, "newsletter")).isEmpty();
        assertThat(state(bert, "newsletter")).isEqualTo("granted");
    }

    @Test
    void takesADirectDenialAlthoughTheGrantIsDatedTomorrow() {
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        for (var name : List.of("ahead-page", "ahead-all", "ahead-api")) {
            personWith(name, "null");
            tell(name, tomorrow, name + "-phone", "{'newsletter':true,'ads':true}");
        }
        var page = personWith("ahead-page", "null");
        var all = personWith("ahead-all", "null");
        var api = personWith("ahead-api", "null");

        post(link(page), Map.of("purpose:newsletter", "denied")).expectStatus().isSeeOther();
        post(link(all), Map.of("refuse-all", "yes")).expectStatus().isSeeOther();
        say(api, "newsletter", "denied");

        assertThat(state(page, "newsletter")).isEqualTo("denied");
        assertThat(state(page, "ads")).isEqualTo("granted");
        assertThat(granted(all)).isEmpty();
        assertThat(state(api, "newsletter")).isEqualTo("denied");
    }

    @Test
    void saysSoWhenOneMoreAnswerDoesNotFit() {
        var profile = personWith("full", purposes(0));
        tell("full-1", LATER, "full-phone", purposes(50));

        Bed.get()
                .client(TENANT, "marketer")
                .put()
                .uri("/api/v1/profiles/{id}/consents", profile)
                .bodyValue(Map.of("consents", Map.of("one-more", "denied")))
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:conflict");
        post(link(profile), Map.of("purpose:newsletter", "denied"))
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .value(it -> assertThat(it).contains("Nothing was changed"));
        assertThat(state(profile, "newsletter")).isEmpty();

        post(link(profile), Map.of("refuse-all", "yes")).expectStatus().isSeeOther();
        assertThat(granted(profile)).isEmpty();
    }

    private static String purposes(int from) {
        return IntStream.range(from, from + 50)
                .mapToObj(it -> "'purpose-%02d':true".formatted(it))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void takesFromAPageThatStayedOpenOnlyWhatThePersonChanged() {
        var profile = personWith("stale", "{'newsletter':true,'ads':true}");
        var link = link(profile);
        var open = get(link, "en");
        assertThat(open)
                .contains("<input type=\"hidden\" name=\"shown:newsletter\" value=\"granted\">")
                .contains("<input type=\"hidden\" name=\"shown:Phone calls\" value=\"nothing\">");
        say(profile, "newsletter", "denied");

        post(
                        link,
                        Map.of(
                                "purpose:newsletter", "granted",
                                "shown:newsletter", "granted",
                                "purpose:ads", "denied",
                                "shown:ads", "granted",
                                "shown:Phone calls", "nothing"))
                .expectStatus()
                .isSeeOther();

        assertThat(state(profile, "newsletter")).isEqualTo("denied");
        assertThat(state(profile, "ads")).isEqualTo("denied");
        assertThat(state(profile, "Phone calls")).isEmpty();
    }

    @Test
    void endsTheLinksOfSomebodyWhoTurnsOutToBeTwo() {
        var anna = personWith("link-a", "{'newsletter':true}");
        var bert = personWith("link-b", "{'ads':true}");
        change(anna, "merge", Map.of("with", bert.toString()));
        var sent = List.of(link(anna), link(bert));
        sent.forEach(it -> status(it).isOk());

        change(anna, "split", Map.of("undo", bert.toString()));

        for (var old : sent) {
            status(old).isEqualTo(410);
            post(old, Map.of("refuse-all", "yes")).expectStatus().isEqualTo(410);
        }
        status(link(anna)).isOk();
        assertThat(get(link(bert), "en")).contains("name=\"purpose:ads\"");
        assertThat(state(anna, "newsletter")).isEqualTo("granted");
    }

    @Test
    void asksEverybodyWhatTheTenantAsksAndNothingThatSomebodySent() {
        var visitor = personWith(
                "visitor", "{'call_0900_123_now':true,'Your account is locked, call 0900 123':true,'aaa':true}");
        var other = personWith("other", "{'ads':true}");

        var page = get(link(other), "en");
        var own = get(link(visitor), "en");

        assertThat(page).containsSubsequence("<legend>Newsletter</legend>", "<legend>Phone calls</legend>", ">ads<");
        assertThat(page).doesNotContain("0900", "aaa", "locked");
        // What somebody's own events named can be taken back there, but does not read like words of the company.
        assertThat(own).contains("<legend>call_0900_123_now</legend>").doesNotContain("locked");
    }

    @Test
    void letsOnlyAdminsSayWhatIsAsked() {
        ask("marketer", List.of("ads")).expectStatus().isForbidden();
        ask("admin", List.of("ads", "*", "ads"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/purposes/1")
                .jsonPath("$.violations[1].pointer")
                .isEqualTo("/purposes/2");
        Bed.get()
                .client(TENANT, "viewer")
                .get()
                .uri("/api/v1/identity/purposes")
                .exchange()
                .expectBody()
                .jsonPath("$.purposes[0]")
                .isEqualTo("newsletter");
        Bed.get()
                .client("another", "viewer")
                .get()
                .uri("/api/v1/identity/purposes")
                .exchange()
                .expectBody()
                .jsonPath("$.purposes")
                .isEmpty();
    }
}
