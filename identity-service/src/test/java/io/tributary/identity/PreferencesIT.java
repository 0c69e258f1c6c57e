package io.tributary.identity;

import static io.tributary.identity.PreferencesBed.TENANT;
import static io.tributary.identity.PreferencesBed.ask;
import static io.tributary.identity.PreferencesBed.call;
import static io.tributary.identity.PreferencesBed.change;
import static io.tributary.identity.PreferencesBed.consents;
import static io.tributary.identity.PreferencesBed.get;
import static io.tributary.identity.PreferencesBed.history;
import static io.tributary.identity.PreferencesBed.link;
import static io.tributary.identity.PreferencesBed.personWith;
import static io.tributary.identity.PreferencesBed.post;
import static io.tributary.identity.PreferencesBed.say;
import static io.tributary.identity.PreferencesBed.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.adapter.jose.SealedLinks;
import io.tributary.identity.preference.PreferenceLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people allow: said by events, by the API and on their own page, kept for ever, and safe from merges and splits. */
class PreferencesIT {

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.get();
        ask("admin", List.of("newsletter")).expectStatus().isOk();
    }

    @Test
    void showsQuestionsWithoutALoginAndWithoutASingleWordAboutThePerson() {
        var profile = personWith("veiled", "{'newsletter':true,'ads':false}");

        var page = get(link(profile), "de-AT,en;q=0.5");

        assertThat(page).contains("<html lang=\"de\">", "<h1>Ihre Einwilligungen</h1>", "<legend>Newsletter</legend>");
        assertThat(page).containsPattern("id=\"granted-\\d+\" name=\"purpose:newsletter\" value=\"granted\" checked>");
        assertThat(page).containsPattern("id=\"denied-\\d+\" name=\"purpose:ads\" value=\"denied\" checked>");
        assertThat(page).doesNotContain("<script", "http://", "https://", "veiled", "@shop.org", profile.toString());
        assertThat(get(link(profile), "fr")).contains("<html lang=\"en\">", "<h1>Your choices</h1>");
    }

    @Test
    void givesEveryControlALabel() {
        var page = get(link(personWith("labelled", "{'newsletter':true,'ads':false}")), "en");

        var inputs = page.split("<input type=\"radio\"", -1).length - 1;
        var labels = page.split("<label for=", -1).length - 1;
        assertThat(inputs).isPositive().isEqualTo(labels);
        assertThat(page).doesNotContainPattern("<button[^>]*></button>");
    }

    @Test
    void takesAnswersFromTheFormLikeThoseOfEventsAndTheApi() {
        var profile = personWith("answers", "{'newsletter':true}");
        var link = link(profile);

        post(link, Map.of("purpose:newsletter", "denied"))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location(link + "?saved=1");

        assertThat(get(link + "?saved=1", "en")).contains("role=\"status\"");
        assertThat(consents(profile).path("newsletter").path("state").asString())
                .isEqualTo("denied");
        assertThat(consents(profile).path("newsletter").path("source").asString())
                .isEqualTo("preference-page");
        say(profile, "newsletter", "granted");
        assertThat(get(link, "en"))
                .containsPattern("id=\"granted-\\d+\" name=\"purpose:newsletter\" value=\"granted\" checked>");
    }

    @Test
    void deniesEverythingAtOnce() {
        var profile = personWith("enough", "{'newsletter':true,'ads':true}");

        post(link(profile), Map.of("refuse-all", "yes")).expectStatus().isSeeOther();

        assertThat(consents(profile).path("newsletter").path("state").asString())
                .isEqualTo("denied");
        assertThat(consents(profile).path("ads").path("state").asString()).isEqualTo("denied");
        assertThat(consents(profile).path("*").path("state").asString()).isEqualTo("denied");
    }

    @Test
    void changesNothingWhenALinkIsOnlyOpened() {
        var profile = personWith("opened", "{'newsletter':true}");
        var before = history(profile);

        get(link(profile) + "?purpose:newsletter=denied&refuse-all=yes", "en");

        assertThat(history(profile)).isEqualTo(before);
    }

    @Test
    void refusesAnswersToWhatWasNotAsked() {
        var profile = personWith("strict", "{'newsletter':true}");
        var link = link(profile);

        post(link, Map.of("purpose:*", "granted")).expectStatus().isBadRequest();
        post(link, Map.of("purpose:newsletter", "perhaps")).expectStatus().isBadRequest();
        post(link, Map.of("purpose:invented", "granted")).expectStatus().isBadRequest();
        post(link, Map.of("tenant", "other")).expectStatus().isBadRequest();

        assertThat(history(profile)).hasSize(1);
    }

    @Test
    void knowsNoLinkThatWasChangedIsOverOrBelongsToAnotherKey() {
        var profile = personWith("forged", "{'newsletter':true}");
        var link = link(profile);
        int middle = link.length() / 2;
        var changed = link.substring(0, middle) + (link.charAt(middle) == 'A' ? 'B' : 'A') + link.substring(middle + 1);
        var now = Instant.now();
        var secret = new byte[32];
        var over =
                new SealedLinks(secret).seal(new PreferenceLink(TENANT, profile, Long.MAX_VALUE, now.minusSeconds(1)));
        secret[0] = 1;
        var foreign =
                new SealedLinks(secret).seal(new PreferenceLink(TENANT, profile, Long.MAX_VALUE, now.plusSeconds(60)));

        status(changed).isNotFound();
        status("/p/" + foreign).isNotFound();
        status("/p/anything").isNotFound();
        status(link + "!").isNotFound();
        status("/p/" + over).isEqualTo(410);
        post("/p/" + over, Map.of("refuse-all", "yes")).expectStatus().isEqualTo(410);
        assertThat(history(profile)).hasSize(1);
    }

    @Test
    void forbidsScriptsFramesReferrersAndCaches() {
        var link = link(personWith("headers", "{'newsletter':true}"));

        bed.client()
                .get()
                .uri(link)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        it -> assertThat(it)
                                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"))
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectHeader()
                .doesNotExist("Set-Cookie");
        assertThat(link).doesNotContain("choosy").matches("/p/[A-Za-z0-9._-]+");
    }

    @Test
    void keepsEveryAnswerWithItsSourceAndPagesThroughThem() {
        var profile = personWith("kept", "{'newsletter':true}");
        say(profile, "newsletter", "denied");
        post(link(profile), Map.of("purpose:newsletter", "granted"))
                .expectStatus()
                .isSeeOther();

        var items = history(profile);
        var first = call("viewer", "/api/v1/profiles/" + profile + "/consents/history?limit=2");
        var second = call(
                "viewer",
                "/api/v1/profiles/" + profile + "/consents/history?limit=2&cursor="
                        + first.path("nextCursor").asString());

        assertThat(items)
                .containsExactly(
                        "newsletter granted preference-page said",
                        "newsletter denied api said",
                        "newsletter granted shop said");
        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.hasNonNull("nextCursor")).isFalse();
        assertThat(bed.client("another", "viewer")
                        .get()
                        .uri("/api/v1/profiles/{id}/consents/history", profile)
                        .exchange()
                        .returnResult(String.class)
                        .getStatus()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void theMostRestrictiveAnswerHoldsAfterAMergeAndASplitNeverResurrectsAConsent() {
        var anna = personWith("merging-a", "{'newsletter':false,'ads':true}");
        var bert = personWith("merging-b", "{'newsletter':true,'calls':true}");

        change(anna, "merge", Map.of("with", bert.toString()));
        var merged = consents(anna);
        say(anna, "calls", "denied");
        change(anna, "split", Map.of("undo", bert.toString()));

        assertThat(merged.path("newsletter").path("state").asString()).isEqualTo("denied");
        assertThat(merged.path("ads").path("state").asString()).isEqualTo("granted");
        assertThat(merged.path("calls").path("state").asString()).isEqualTo("granted");
        // The denials that came while they were one stay with both; what only one had granted goes back to that one.
        assertThat(consents(anna).path("newsletter").path("state").asString()).isEqualTo("denied");
        assertThat(consents(bert).path("newsletter").path("state").asString()).isEqualTo("denied");
        assertThat(consents(anna).path("calls").path("state").asString()).isEqualTo("denied");
        assertThat(consents(bert).path("calls").path("state").asString()).isEqualTo("denied");
        assertThat(consents(anna).path("ads").path("state").asString()).isEqualTo("granted");
        assertThat(consents(bert).path("ads").isMissingNode()).isTrue();
        assertThat(history(bert)).contains("calls denied api split", "newsletter granted shop said");
    }

    @Test
    void givesAGrantBackToTheOneWhoSaidItAndWritesDownThatTheOtherHasItNoLonger() {
        var anna = personWith("giving-a", "{'ads':true}");
        var bert = personWith("giving-b", "{'calls':true}");

        change(anna, "merge", Map.of("with", bert.toString()));
        change(anna, "split", Map.of("undo", bert.toString()));

        assertThat(consents(anna).path("calls").isMissingNode()).isTrue();
        assertThat(consents(bert).path("calls").path("state").asString()).isEqualTo("granted");
        assertThat(history(anna))
                .startsWith("calls withdrawn shop split")
                .contains("calls granted shop merge", "ads granted shop said");
    }

    @Test
    void leavesBothWithTheGrantThatEachOfThemHadSaid() {
        var anna = personWith("both-a", "{'ads':true}");
        var bert = personWith("both-b", "{'ads':true}");
        say(bert, "ads", "granted");

        change(anna, "merge", Map.of("with", bert.toString()));
        var merged = consents(anna).path("ads");
        change(anna, "split", Map.of("undo", bert.toString()));

        assertThat(merged.path("source").asString()).isEqualTo("api");
        assertThat(consents(bert).path("ads").path("source").asString()).isEqualTo("api");
        assertThat(consents(anna).path("ads").path("state").asString()).isEqualTo("granted");
        assertThat(consents(anna).path("ads").path("source").asString()).isEqualTo("shop");
    }
}
